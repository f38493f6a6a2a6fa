"""The pages of the registers: at a glance, one register, one record, writing, and files in and out."""
