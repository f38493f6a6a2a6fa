"""The rules of rules, as plain functions: what a set declares, how a record is entered, how a proposal goes on."""
