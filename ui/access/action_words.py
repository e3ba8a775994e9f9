"""What stands in the journal, in words: the action, the group it belongs to, a line as a whole."""

from __future__ import annotations

from clientcrm.domain.journal import JournalLine
from ui import words
from ui.i18n import tr

# Tones of what an owner looks for first: refusals and what leaves the program.
ALARMING = frozenset(
    {
        *("access.refused", "quota.spent", "clients.exported", "clients.printed", "contact.copied"),
        *("clock.set_back", "clock.jumped", "person.sign_in_failed", "client.erased"),
    }
)


def action_title(action: str) -> str:
    """What was done; an action that this program doesn't know keeps its own word."""
    return _titles().get(action, action)


def known_actions() -> frozenset[str]:
    """The actions that have words."""
    return frozenset(_titles())


def _titles() -> dict[str, str]:
    return {
        "access.refused": tr("Refused"),
        "alarms.seen": tr("Warnings read", "an entry of the journal"),
        "backup.made": tr("Copy of the base made"),
        "base.created": tr("Base made"),
        "base.recovered": tr("Opened with the recovery code"),
        "base.restored": tr("Base brought back from a copy"),
        "batch.undone": tr("Load or change taken back"),
        "client.assigned": tr("Responsible changed"),
        "client.changed": tr("Client changed"),
        "client.created": tr("Client added"),
        "client.erased": tr("Client deleted for ever"),
        "client.moved": tr("Client moved to another portfolio"),
        "client.restored": tr("Client taken out of the trash"),
        "client.tagged": tr("Tag set"),
        "client.house_set": tr("House client marked"),
        "client.untagged": tr("Tag removed"),
        "client.tier_set": tr("Tier set"),
        "client.tier_locked": tr("Tier kept by hand"),
        "client.tier_unlocked": tr("Tier given back to the rules"),
        "client.advocate_marked": tr("Marked as recommending the shop"),
        "client.trashed": tr("Client moved to the trash"),
        "client.viewed": tr("Card opened"),
        "clients.exported": tr("Export"),
        "clients.printed": tr("Print"),
        "clients.listed": tr("List looked through"),
        "clients.searched": tr("Search"),
        "clients.number_searched": tr("Search by a number"),
        "clock.jumped": tr("Clock jumped"),
        "clock.set_back": tr("Clock set back"),
        "contact.copied": tr("Contact copied"),
        "contact.shown": tr("Contact shown"),
        "demo.filled": tr("Sample filled"),
        "import.applied": tr("Load written"),
        "import.cancelled": tr("Load cancelled"),
        "import.checked": tr("Load checked"),
        "import.corrected": tr("Row of a load corrected"),
        "import.reported": tr("Report of a load saved"),
        "import.staged": tr("File read"),
        "inbox.collected": tr("What others left was fetched"),
        "interaction.changed": tr("Note of a dealing changed"),
        "interaction.recorded": tr("Dealing written down"),
        "interaction.removed": tr("Note of a dealing removed"),
        "journal.anchored": tr("Journal noted on a key file"),
        "journal.proved": tr("Journal checked"),
        "canary.planted": tr("Canary clients planted"),
        "canary.removed": tr("Canary clients removed"),
        "canary.traced": tr("Contact traced"),
        "keys.changed": tr("Keys changed"),
        "person.accepted": tr("New keys accepted"),
        "person.added": tr("Person added"),
        "person.default_set": tr("Portfolio for new clients set"),
        "person.frozen": tr("Person frozen"),
        "person.leaving": tr("Leaving begun"),
        "person.left": tr("Person left"),
        "person.password_changed": tr("Password changed"),
        "person.quota_set": tr("Limit of showings set"),
        "person.renamed": tr("Person renamed"),
        "person.reset": tr("One-time password given"),
        "person.role_set": tr("Role set"),
        "person.sign_in_failed": tr("Wrong passwords"),
        "person.signed_in": tr("Signed in"),
        "person.signed_off": tr("Signed off"),
        "person.unfrozen": tr("Person unfrozen"),
        "person.writes_set": tr("Right to add set"),
        "policy.changed": tr("Rules of the shop changed"),
        "portfolio.added": tr("Portfolio added"),
        "portfolio.members_set": tr("Members of a portfolio changed"),
        "portfolio.renamed": tr("Portfolio renamed"),
        "portfolio.renewed": tr("Key of a portfolio renewed"),
        "purchase.added": tr("Purchase written down"),
        "purchase.changed": tr("Purchase changed"),
        "purchase.removed": tr("Purchase removed"),
        "quota.spent": tr("Limit of showings reached"),
        "recovery_code.replaced": tr("Recovery code replaced"),
        "request.approved": tr("Request allowed"),
        "contact.traced": tr("A contact was traced"),
        "export.refused": tr("Export beyond the cap"),
        "request.not_accepted": tr("The permission did not hold"),
        "request.password_wrong": tr("Wrong password of the owner"),
        "request.asked": tr("Asked the owner"),
        "request.refused": tr("Request refused"),
        "request.used": tr("Permission used"),
        "request.withdrawn": tr("Request withdrawn"),
        "roles.changed": tr("Rights of roles changed"),
        "segment.removed": tr("Segment removed"),
        "segment.renamed": tr("Segment renamed"),
        "segment.saved": tr("Segment saved"),
        "segment.followed": tr("Members of segments written down"),
        "figures.asked": tr("Figure asked for"),
        "figures.reckoned": tr("Figures recalculated"),
        "settings.changed": tr("Settings changed"),
        "template.removed": tr("Template removed"),
        "template.renamed": tr("Template renamed"),
        "template.saved": tr("Template saved"),
        "tiers.applied": tr("Tiers recalculated"),
        "tiers.changed": tr("Scale of tiers changed"),
    }


def line_title(line: JournalLine) -> str:
    """The action with its number, where there were many."""
    title = action_title(line.action)
    return f"{title}: {words.number(line.count)}" if line.count > 1 else title


def group_title(key: str) -> str:
    """A group of actions to narrow the journal to."""
    return {
        "": tr("Everything", "all of the journal"),
        "looking": tr("Looking"),
        "contacts": tr("Contacts shown"),
        "taking": tr("Export, print, copies"),
        "clients": tr("Clients changed"),
        "sales": tr("Purchases"),
        "imports": tr("Loads"),
        "people": tr("People and keys"),
        "shop": tr("The shop"),
        "entry": tr("Signing in"),
        "refused": tr("Refusals"),
    }.get(key, key)
