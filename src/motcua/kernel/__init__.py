"""Plain Python that every storey may use: refusals, periods, time, Vietnamese text, codes. It knows no framework."""
