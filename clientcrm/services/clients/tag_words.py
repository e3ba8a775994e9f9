"""Tags by their words, made when they are new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import ClientTag, Tag
from clientcrm.domain.values.text import fold


class TagWords:
    """Looks tags up once each for as long as one transaction lasts."""

    def __init__(self, session: Session, batch_id: int | None = None) -> None:
        self._session = session
        self._batch_id = batch_id
        self._ids: dict[str, int] = {}

    def id_of(self, name: str) -> int:
        """The tag's id; a tag is the same however its letters are written."""
        folded = fold_tag(name)
        if folded not in self._ids:
            found = self._session.scalars(select(Tag.id).where(Tag.folded == folded)).first()
            if found is None:
                tag = Tag(name=name.strip(), folded=folded, batch_id=self._batch_id)
                self._session.add(tag)
                self._session.flush()
                found = tag.id
            self._ids[folded] = found
        return self._ids[folded]

    def links(
        self, client_id: int, names: Iterable[str], portfolio: int | None
    ) -> list[tuple[int, int, int | None, int]]:
        """Rows (client, tag, portfolio, place) of a client's tags, each tag once."""
        ids = list(dict.fromkeys(self.id_of(name) for name in names))
        return [(client_id, tag_id, portfolio, place) for place, tag_id in enumerate(ids)]


def fold_tag(name: str) -> str:
    """By what two spellings are one tag."""
    return fold(name).strip()


# Made once: putting a statement together costs as much as asking it about a page of the list.
_TAGS = (
    select(ClientTag.client_id, Tag.name)
    .join(Tag, Tag.id == ClientTag.tag_id)
    .where(ClientTag.client_id.in_(bindparam("ids", expanding=True)))
    .order_by(ClientTag.client_id, ClientTag.position)
)


def tags_of(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Names of the tags of each client, in their order."""
    found: dict[int, list[str]] = {}
    for part in in_parts(ids):
        for client_id, name in session.execute(_TAGS, {"ids": part}):
            found.setdefault(client_id, []).append(name)
    return {client_id: tuple(names) for client_id, names in found.items()}
