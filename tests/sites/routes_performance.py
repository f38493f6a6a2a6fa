"""Open figures in the matrix: everyone may see them, cite them and take them away."""

from sites.route import Route

ROUTES = (
    Route("performance"),
    Route("performance", "?gom=ca-cap-duoi"),
    Route("performance-definition", "code=dossiers.on_time"),
    Route("performance-definition", "code=no.such", ok=400),
    Route("performance-file", "kind=csv"),
    Route("performance-file", "kind=json"),
    Route("performance-cited", ok=400),
    Route("performance-cited-file", "kind=json", ok=400),
    Route("performance-snapshots"),
    Route("performance-snapshot", "number=404", ok=400),
    Route("performance-snapshot-file", "number=404", ok=400),
)
