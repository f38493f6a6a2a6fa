"""What happens at the counter before and at acceptance: drafts, the applicant's card, papers handed in."""

__all__ = []
