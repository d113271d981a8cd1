from django.urls import URLPattern, URLResolver, path

from reporting.views import (
    commitments,
    economy,
    economy_export,
    initiative,
    initiatives,
    initiatives_export,
    overview,
    reports,
    roadmap,
)

app_name = "reporting"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("foringer/", commitments.commitments, name="commitments"),
    path("foringer/<str:key>/", commitments.commitment_document, name="commitment_document"),
    path("tiltak/", initiatives.initiatives, name="initiatives"),
    path("tiltak/eksport/<str:format>/", initiatives_export.initiatives_export, name="initiatives_export"),
    path("tiltak/<str:code>/", initiative.initiative, name="initiative"),
    path("veikart/", roadmap.roadmap, name="roadmap"),
    path("rapporter/", reports.reports, name="reports"),
    path("rapporter/utgitt/<int:pk>/", reports.issued_file, name="issued_file"),
    path("rapporter/<str:report>/<str:form>/", reports.report_file, name="report_file"),
    path("rapporter/<str:report>/<str:form>/utgi/", reports.issue, name="issue"),
    path("okonomi/", economy.economy, name="economy"),
    path("okonomi/eksport/<str:format>/", economy_export.economy_export, name="economy_export"),
]
