"""Units are reorganised in one act, and their open dossiers go to whoever is competent from then on."""

from motcua.services.succession.actions import ROUTING, Plan, Reorganised, plan, reorganise

__all__ = ["ROUTING", "Plan", "Reorganised", "plan", "reorganise"]
