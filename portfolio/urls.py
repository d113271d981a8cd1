"""Where everything lives. The rooms mount at the root: their own urls read as a table of contents."""

from django.contrib import admin
from django.urls import include, path

from portfolio import views

urlpatterns = [
    path("helse/", views.health, name="health"),
    path("logg-inn/", views.SignIn.as_view(), name="sign_in"),
    path("logg-ut/", views.SignOut.as_view(), name="sign_out"),
    path("sprak/", views.choose_language, name="set_language"),
    path("tilgjengelighet/", views.accessibility, name="accessibility"),
    path("admin/", admin.site.urls),
    path("", include("reporting.urls")),
    path("", include("initiatives.urls")),
]

handler400 = "portfolio.views.bad_request"
handler403 = "portfolio.views.forbidden"
handler404 = "portfolio.views.not_found"
handler500 = "portfolio.views.broken"
