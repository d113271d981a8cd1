from django.urls import URLPattern, URLResolver, path

from reporting.views import commitments, initiative, overview

app_name = "reporting"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("foringer/", commitments.commitments, name="commitments"),
    path("foringer/<str:key>/", commitments.commitment_document, name="commitment_document"),
    path("tiltak/<str:code>/", initiative.initiative, name="initiative"),
]
