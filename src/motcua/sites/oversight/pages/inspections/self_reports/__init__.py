"""The pages of self-reports: what a unit is asked for, its report beside the figures, and the forms that fill it."""
