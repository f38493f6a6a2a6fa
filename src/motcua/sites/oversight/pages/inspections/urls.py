"""The addresses of inspections; each part of an inspection lists its own."""

from django.urls import URLPattern, URLResolver, include, path

from motcua.sites.oversight.pages.inspections import acts, home, listing, opening, plans, synthesis

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.listed, name="inspections"),
    path("mo/", opening.open_, name="inspection-open"),
    path("ke-hoach/lap/", plans.draft, name="inspection-plan-draft"),
    path("ke-hoach/<int:plan_id>/", plans.plan, name="inspection-plan"),
    path("ke-hoach/<int:plan_id>/sua/", plans.rewrite, name="inspection-plan-rewrite"),
    path("ke-hoach/<int:plan_id>/ban-hanh/", plans.issue, name="inspection-plan-issue"),
    path("ke-hoach/<int:plan_id>/ke-hoach.<str:kind>", plans.file, name="inspection-plan-file"),
    path("kien-nghi/", include("motcua.sites.oversight.pages.inspections.recommendations.urls")),
    path("ngoai-tuyen/", include("motcua.sites.oversight.pages.inspections.offline.urls")),
    path("tai-cho/", include("motcua.sites.oversight.pages.inspections.visits.urls")),
    path("tu-kiem-tra/", include("motcua.sites.oversight.pages.inspections.self_reports.urls")),
    path("tong-hop/", synthesis.year, name="inspection-year"),
    path("tong-hop/bao-cao.<str:kind>", synthesis.file, name="inspection-year-file"),
    path("<int:inspection_id>/", home.home, name="inspection"),
    path("<int:inspection_id>/ket-luan/", include("motcua.sites.oversight.pages.inspections.conclusion.urls")),
    path("<int:inspection_id>/quyet-dinh/", acts.decide, name="inspection-decide"),
    path("<int:inspection_id>/thong-bao/", acts.notify, name="inspection-notify"),
    path(
        "<int:inspection_id>/quyet-dinh.<str:kind>",
        acts.file,
        {"word": acts.DECISION.word},
        name="inspection-decision-file",
    ),
    path(
        "<int:inspection_id>/thong-bao.<str:kind>", acts.file, {"word": acts.NOTICE.word}, name="inspection-notice-file"
    ),
    path("<int:inspection_id>/doan/", acts.team, name="inspection-team"),
    path("<int:inspection_id>/lich/", acts.days, name="inspection-days"),
    path("<int:inspection_id>/huy/", acts.cancel, name="inspection-cancel"),
    path("<int:inspection_id>/dong/", acts.close, name="inspection-close"),
]
