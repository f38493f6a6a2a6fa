"""The reference case: the inspection of huyện Quỳnh Phụ in October 2022, and the dossiers that give its figures."""
