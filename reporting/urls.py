from django.urls import URLPattern, URLResolver, path

from reporting.views import commitments, economy, initiative, initiatives, initiatives_export, overview, roadmap

app_name = "reporting"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("foringer/", commitments.commitments, name="commitments"),
    path("foringer/<str:key>/", commitments.commitment_document, name="commitment_document"),
    path("tiltak/", initiatives.initiatives, name="initiatives"),
    path("tiltak/eksport/<str:format>/", initiatives_export.initiatives_export, name="initiatives_export"),
    path("tiltak/<str:code>/", initiative.initiative, name="initiative"),
    path("veikart/", roadmap.roadmap, name="roadmap"),
    path("okonomi/", economy.economy, name="economy"),
]
