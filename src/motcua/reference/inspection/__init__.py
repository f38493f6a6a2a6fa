"""The inspection of the source, held again: from its plan to the page on which its conclusion was published."""
