"""The pages of the scorecards: the shelf, the rounds, a unit's card, and the forms that fill it."""
