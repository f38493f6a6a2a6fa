"""Reading scorecards from their shelf, figures from indicators, and the rounds of scoring."""
