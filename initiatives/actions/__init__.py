"""The only writers of facts: named acts that take `by`, check first, write history and revision together."""

from initiatives.actions.agenda import (
    Placed,
    add_meeting,
    edit_case,
    edit_meeting,
    move_case,
    put_change_on_agenda,
    put_on_agenda,
    put_on_new_agenda,
    take_off_agenda,
    withdraw_meeting,
)
from initiatives.actions.benefits import add_benefit, edit_benefit, withdraw_benefit
from initiatives.actions.budget import (
    add_budget_line,
    add_estimate,
    edit_budget_line,
    edit_estimate,
    withdraw_budget_line,
    withdraw_estimate,
)
from initiatives.actions.commitments import edit_link, link_commitment, unlink_commitment
from initiatives.actions.contract_terms import propose_contract
from initiatives.actions.contracts import (
    accept_contract,
    ask_contract,
    confirm_contract,
    dispute_contract,
    fulfil_contract,
)
from initiatives.actions.decisions import add_decision, edit_decision, withdraw_decision
from initiatives.actions.dependencies import (
    add_dependency,
    edit_dependency,
    withdraw_contract,
    withdraw_dependency,
)
from initiatives.actions.edits import version_of
from initiatives.actions.external_parties import add_external_party, edit_external_party
from initiatives.actions.initiatives import edit_initiative
from initiatives.actions.milestone_dates import DateGiven, Words, seen_words, state_all, state_dates
from initiatives.actions.milestones import (
    DurationGiven,
    MilestoneVersion,
    add_milestone,
    edit_milestone,
    version_of_milestone,
    withdraw_milestone,
)
from initiatives.actions.ownership import add_partner, change_owner, edit_partner, withdraw_partner
from initiatives.actions.people import choose_language
from initiatives.actions.plan_changes import Outcome, assess_plan_change, decide_plan_change, withdraw_plan_change
from initiatives.actions.plan_proposals import Answer, propose_admission, propose_exit, propose_move
from initiatives.actions.revision import revise
from initiatives.actions.risks import add_risk, edit_risk, withdraw_risk
from initiatives.actions.writing import SystemRun

__all__ = [
    "Answer",
    "DateGiven",
    "DurationGiven",
    "MilestoneVersion",
    "Outcome",
    "Placed",
    "SystemRun",
    "Words",
    "accept_contract",
    "add_benefit",
    "add_budget_line",
    "add_decision",
    "add_dependency",
    "add_estimate",
    "add_external_party",
    "add_meeting",
    "add_milestone",
    "add_partner",
    "add_risk",
    "ask_contract",
    "assess_plan_change",
    "change_owner",
    "choose_language",
    "confirm_contract",
    "decide_plan_change",
    "dispute_contract",
    "edit_benefit",
    "edit_budget_line",
    "edit_case",
    "edit_decision",
    "edit_dependency",
    "edit_estimate",
    "edit_external_party",
    "edit_initiative",
    "edit_link",
    "edit_meeting",
    "edit_milestone",
    "edit_partner",
    "edit_risk",
    "fulfil_contract",
    "link_commitment",
    "move_case",
    "propose_admission",
    "propose_contract",
    "propose_exit",
    "propose_move",
    "put_change_on_agenda",
    "put_on_agenda",
    "put_on_new_agenda",
    "revise",
    "seen_words",
    "state_all",
    "state_dates",
    "take_off_agenda",
    "unlink_commitment",
    "version_of",
    "version_of_milestone",
    "withdraw_benefit",
    "withdraw_budget_line",
    "withdraw_contract",
    "withdraw_decision",
    "withdraw_dependency",
    "withdraw_estimate",
    "withdraw_meeting",
    "withdraw_milestone",
    "withdraw_partner",
    "withdraw_plan_change",
    "withdraw_risk",
]
