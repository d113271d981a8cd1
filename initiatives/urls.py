"""Addresses that write. Each object: its list, a new one, one that stands, and withdrawing it."""

from django.urls import URLPattern, URLResolver, path

from initiatives.views import (
    agenda,
    benefits,
    commitments,
    contract_acts,
    contract_terms,
    decisions,
    dependencies,
    external_parties,
    initiatives,
    milestones,
    money,
    notices,
    ownership,
    plan_changes,
    risks,
)

app_name = "initiatives"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tiltak/<str:code>/rediger/", initiatives.edit, name="edit_initiative"),
    #
    path("tiltak/<str:code>/milepaeler/", milestones.listing, name="milestones"),
    path("tiltak/<str:code>/milepaeler/ny/", milestones.add, name="add_milestone"),
    path("tiltak/<str:code>/milepaeler/<uuid:uid>/", milestones.edit, name="edit_milestone"),
    path("tiltak/<str:code>/milepaeler/<uuid:uid>/trekk/", milestones.withdraw, name="withdraw_milestone"),
    #
    path("tiltak/<str:code>/avhengigheter/", dependencies.listing, name="dependencies"),
    path("tiltak/<str:code>/avhengigheter/ny/", dependencies.add, name="add_dependency"),
    path("tiltak/<str:code>/avhengigheter/ekstern/", dependencies.add_external, name="add_external_party"),
    path("tiltak/<str:code>/avhengigheter/<uuid:uid>/", dependencies.edit, name="edit_dependency"),
    path("tiltak/<str:code>/avhengigheter/<uuid:uid>/trekk/", dependencies.withdraw, name="withdraw_dependency"),
    #
    path("avtaler/<uuid:uid>/godta/", contract_acts.accept, name="accept_contract"),
    path("avtaler/<uuid:uid>/bestrid/", contract_acts.dispute, name="dispute_contract"),
    path("avtaler/<uuid:uid>/bekreft/", contract_acts.confirm, name="confirm_contract"),
    path("avtaler/<uuid:uid>/mottatt/", contract_acts.fulfil, name="fulfil_contract"),
    path("avtaler/<uuid:uid>/spor/", contract_acts.ask, name="ask_contract"),
    path("avtaler/<uuid:uid>/foresla/", contract_terms.propose, name="propose_contract"),
    path("avtaler/<uuid:uid>/trekk/", contract_acts.withdraw, name="withdraw_contract"),
    #
    path("eksterne/<uuid:uid>/", external_parties.edit, name="edit_external_party"),
    #
    path("tiltak/<str:code>/penger/", money.listing, name="money"),
    path("tiltak/<str:code>/penger/ny/", money.add_line, name="add_budget_line"),
    path("tiltak/<str:code>/penger/<uuid:uid>/", money.edit_line, name="edit_budget_line"),
    path("tiltak/<str:code>/penger/<uuid:uid>/trekk/", money.withdraw_line, name="withdraw_budget_line"),
    path("tiltak/<str:code>/penger/anslag/ny/", money.add_estimate, name="add_estimate"),
    path("tiltak/<str:code>/penger/anslag/<uuid:uid>/", money.edit_estimate, name="edit_estimate"),
    path("tiltak/<str:code>/penger/anslag/<uuid:uid>/trekk/", money.withdraw_estimate, name="withdraw_estimate"),
    #
    path("tiltak/<str:code>/risikoer/", risks.listing, name="risks"),
    path("tiltak/<str:code>/risikoer/ny/", risks.add, name="add_risk"),
    path("tiltak/<str:code>/risikoer/<uuid:uid>/", risks.edit, name="edit_risk"),
    path("tiltak/<str:code>/risikoer/<uuid:uid>/trekk/", risks.withdraw, name="withdraw_risk"),
    #
    path("tiltak/<str:code>/gevinster/", benefits.listing, name="benefits"),
    path("tiltak/<str:code>/gevinster/ny/", benefits.add, name="add_benefit"),
    path("tiltak/<str:code>/gevinster/<uuid:uid>/", benefits.edit, name="edit_benefit"),
    path("tiltak/<str:code>/gevinster/<uuid:uid>/trekk/", benefits.withdraw, name="withdraw_benefit"),
    #
    path("tiltak/<str:code>/vedtak/", decisions.listing, name="decisions"),
    path("tiltak/<str:code>/vedtak/ny/", decisions.add, name="add_decision"),
    path("tiltak/<str:code>/vedtak/<uuid:uid>/", decisions.edit, name="edit_decision"),
    path("tiltak/<str:code>/vedtak/<uuid:uid>/trekk/", decisions.withdraw, name="withdraw_decision"),
    #
    path("tiltak/<str:code>/foringer/", commitments.listing, name="commitments"),
    path("tiltak/<str:code>/foringer/kobling/<uuid:uid>/", commitments.edit, name="edit_commitment_link"),
    path("tiltak/<str:code>/foringer/kobling/<uuid:uid>/trekk/", commitments.unlink, name="withdraw_commitment_link"),
    path("tiltak/<str:code>/foringer/<str:key>/", commitments.link, name="link_commitment"),
    path("foringer/<str:key>/knytt/", commitments.choose_initiative, name="choose_initiative"),
    #
    path("tiltak/<str:code>/eierskap/", ownership.listing, name="ownership"),
    path("tiltak/<str:code>/eierskap/ny-eier/", ownership.change, name="change_owner"),
    path("tiltak/<str:code>/eierskap/ny/", ownership.add_partner, name="add_partner"),
    path("tiltak/<str:code>/eierskap/<uuid:uid>/", ownership.edit_partner, name="edit_partner"),
    path("tiltak/<str:code>/eierskap/<uuid:uid>/trekk/", ownership.withdraw_partner, name="withdraw_partner"),
    #
    path("portefolje/ny/", plan_changes.propose_new, name="propose_initiative"),
    path("portefolje/opptak/<str:code>/", plan_changes.propose_admission, name="propose_admission"),
    path("portefolje/flytt/<str:code>/", plan_changes.propose_move, name="propose_move"),
    path("portefolje/uttak/<str:code>/", plan_changes.propose_exit, name="propose_exit"),
    path("portefolje/<uuid:uid>/vurder/", plan_changes.assess, name="assess_plan_change"),
    path("portefolje/<uuid:uid>/saksliste/", plan_changes.put_before_board, name="put_change_on_agenda"),
    path("portefolje/<uuid:uid>/vedtak/", plan_changes.decide, name="decide_plan_change"),
    path("portefolje/<uuid:uid>/trekk/", plan_changes.take_back, name="withdraw_plan_change"),
    #
    path("samordning/mine/lest/", notices.read_notices, name="read_notices"),
    #
    path("saksliste/ny/", agenda.put_on_agenda, name="put_on_agenda"),
    path("saksliste/<uuid:uid>/rediger/", agenda.edit_meeting, name="edit_meeting"),
    path("saksliste/<uuid:uid>/avlys/", agenda.withdraw_meeting, name="withdraw_meeting"),
    path("saksliste/sak/<uuid:uid>/", agenda.edit_case, name="edit_case"),
    path("saksliste/sak/<uuid:uid>/flytt/", agenda.move_case, name="move_case"),
    path("saksliste/sak/<uuid:uid>/ta-av/", agenda.take_off_agenda, name="take_off_agenda"),
]
