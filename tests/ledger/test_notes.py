"""Checkpoints and keys are those of C2SP: the published note, and no bit that does not count."""

import base64
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some

from ledger.bits import flipped
from motcua.foundation.ledger.rules.bundle import join_checkpoints, split_checkpoints
from motcua.foundation.ledger.rules.checkpoint import (
    BadCheckpoint,
    Checkpoint,
    VerifierKey,
    check,
    read,
    sign,
    sign_note,
    signed_by,
)

# The example of golang.org/x/mod/sumdb/note, which C2SP signed-note describes.
PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
ROOT = bytes(range(100, 132))
PUBLIC = VerifierKey("motcua.example", KEY.public_key().public_bytes_raw())


@pytest.fixture
def checkpoint() -> Checkpoint:
    return sign("motcua.example", 42, ROOT, KEY)


def test_the_published_note_is_good() -> None:
    key = VerifierKey.read(PUBLISHED_KEY)
    assert str(key) == PUBLISHED_KEY
    assert signed_by(PUBLISHED_NOTE, key)
    assert not signed_by(PUBLISHED_NOTE.replace("answer", "Answer"), key)


def test_a_checkpoint_has_the_form_of_tlog_checkpoint(checkpoint: Checkpoint) -> None:
    lines = checkpoint.text.split("\n")
    assert lines[:4] == ["motcua.example", "42", "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=", ""]
    assert lines[4].startswith("— motcua.example ")
    assert read(checkpoint.text) == checkpoint
    check(checkpoint, PUBLIC)


def test_another_witness_may_sign_beside(checkpoint: Checkpoint) -> None:
    beside = sign_note("", "witness.example", OTHER).removeprefix("\n")
    text = checkpoint.text + beside
    check(read(text), PUBLIC)
    check(read(checkpoint.text.partition("\n\n")[0] + "\n\n" + beside + checkpoint.text.partition("\n\n")[2]), PUBLIC)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("\n42\n", "\n43\n"),
        lambda text: text.replace("\n42\n", "\n042\n"),
        lambda text: text.replace("\n42\n", "\n 42\n"),
        lambda text: text.replace("\n42\n", "\n-42\n"),
        lambda text: text.replace("\n42\n", "\n٤٢\n"),
        lambda text: text.replace("motcua.example\n42", "motcua.other\n42"),
        lambda text: text.replace("— motcua.example", "— motcua.other"),
        lambda text: text.replace("— ", "- "),
        lambda text: text.replace("goM=\n\n", "goN=\n\n"),  # spare bits of the root's last letter
        lambda text: text.replace("\n\n", "\nextra\n\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text[:-1],
        lambda text: text + "\n",
        lambda text: text.partition("\n\n")[0] + "\n\n",
        lambda text: "",
    ],
)
def test_what_is_no_checkpoint_of_the_key_is_refused(checkpoint: Checkpoint, spoil: Callable[[str], str]) -> None:
    text = spoil(checkpoint.text)
    assert text != checkpoint.text
    with pytest.raises(BadCheckpoint):
        check(read(text), PUBLIC)


def test_a_key_signs_for_its_own_name_alone(checkpoint: Checkpoint) -> None:
    with pytest.raises(BadCheckpoint, match="no good signature"):
        check(checkpoint, VerifierKey("motcua.other", PUBLIC.key))
    with pytest.raises(BadCheckpoint, match="no good signature"):
        check(checkpoint, VerifierKey("motcua.example", OTHER.public_key().public_bytes_raw()))


def test_a_note_that_says_something_else_does_not_pass_for_a_checkpoint(checkpoint: Checkpoint) -> None:
    forged = Checkpoint(checkpoint.origin, 43, checkpoint.root, checkpoint.text)
    with pytest.raises(BadCheckpoint):
        check(forged, PUBLIC)


def test_each_bit_of_a_checkpoint_counts(checkpoint: Checkpoint) -> None:
    written = checkpoint.text.encode()
    for turned in flipped(written):
        with pytest.raises(BadCheckpoint):
            check(read(turned.decode("utf-8", "replace")), PUBLIC)


def test_each_bit_of_a_key_counts() -> None:
    for turned in flipped(str(PUBLIC).encode()):
        try:
            found = VerifierKey.read(turned.decode("utf-8", "replace"))
        except BadCheckpoint:
            continue
        raise AssertionError(f"{turned!r} was read as {found}")


def test_a_lenient_reader_would_let_a_bit_pass(checkpoint: Checkpoint) -> None:
    """The control: who decodes the signature and looks no further misses the spare bits of its last letter."""
    written = checkpoint.text.encode()
    signature = base64.b64decode(checkpoint.text.split(" ")[-1])
    missed = 0
    for turned in flipped(written):
        text = turned.decode("utf-8", "replace")
        try:
            same = base64.b64decode(text.split(" ")[-1]) == signature
        except ValueError:
            continue
        missed += same and text.partition("\n\n")[0] == checkpoint.text.partition("\n\n")[0] and text != checkpoint.text
    assert missed > 0


@pytest.mark.parametrize(
    "key", ["", "a+b", "a+c74f20a3+AAAA", "+".join(("PeterNeumann", "c74f20a4", PUBLISHED_KEY[22:]))]
)
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(BadCheckpoint, match="no verifier key"):
        VerifierKey.read(key)


@given(seed=some.binary(min_size=32, max_size=32), name=some.from_regex(r"[a-z][a-z.-]{0,20}", fullmatch=True))
def test_a_key_is_read_as_it_is_written(seed: bytes, name: str) -> None:
    key = VerifierKey(name, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())
    assert VerifierKey.read(str(key)) == key


@given(text=some.text(max_size=300))
def test_whatever_text_is_read_or_refused(text: str) -> None:
    for reader in (read, VerifierKey.read):
        try:
            reader(text)
        except BadCheckpoint:
            continue


def test_checkpoints_are_told_apart_in_one_file() -> None:
    texts = [sign("motcua.example", size, ROOT, KEY).text for size in (1, 2, 3)]
    assert split_checkpoints(join_checkpoints(texts)) == texts
    assert split_checkpoints(texts[0]) == texts[:1]
