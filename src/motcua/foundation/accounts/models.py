"""
Tables of people, their posts and their roles, of applicants, and of those who sign in.

Days are inclusive at both ends; an open end is null. Personal data stands in ``Person``, ``User`` and ``Applicant``
alone.
"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from motcua.foundation.accounts.rules import ApplicantKind, Assurance, Role


class Person(models.Model):
    """A natural person who works here."""

    name = models.CharField(max_length=200)
    events = models.PositiveIntegerField(default=0)  # in the ledger's stream "person/<id>"

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager["User"]):
    """Finds users by the name they sign in with, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Someone who signs in. What they may do follows from the posts that their person holds, never from this row."""

    username = models.CharField(max_length=64, unique=True)  # staff name, lower case
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+", null=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="user_name_in_lower_case", condition=Q(username=Lower("username"))),
            models.UniqueConstraint(Lower("email"), name="user_email_once", condition=~Q(email="")),
        ]


class Post(models.Model):
    """A place in an office that one person at a time holds. Acts are recorded by post."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    events = models.PositiveIntegerField(default=0)  # in the ledger's stream "post/<id>"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(name="post_title_begins_once", fields=["unit", "title", "valid_from"]),
            models.UniqueConstraint(
                name="post_title_once", fields=["unit", "title"], condition=Q(valid_to__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """A person holds a post, from one day to another."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="holding_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(name="holding_begins_once", fields=["post", "valid_from"]),
            models.UniqueConstraint(name="holding_one_now", fields=["post"], condition=Q(valid_to__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.person_id}"


class Grant(models.Model):
    """
    A post has a role over a unit, from one day to another.

    ``under`` names the stream of the mandate under which it was granted, as ``inspection/3``; what is granted for the
    post itself names none. Grants under different mandates stand beside each other and end each by itself.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    under = models.CharField(max_length=64, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="grant_role_known", condition=Q(role__in=[role.value for role in Role])),
            models.CheckConstraint(
                name="grant_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(name="grant_begins_once", fields=["post", "role", "unit", "under", "valid_from"]),
            models.UniqueConstraint(
                name="grant_one_now", fields=["post", "role", "unit", "under"], condition=Q(valid_to__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.role}"


class Look(models.Model):
    """
    Somebody of the staff was shown personal data: when, who, in which post, what of which unit's.

    Looks are added and never changed; triggers see to that. ``what`` is a reference and says nothing of the persons.
    Keys have no index of their own: each page adds a look, and all that is asked is asked by time or by reference.
    """

    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_index=False)
    post_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )  # whose data it is
    what = models.CharField(max_length=300)
    shown = models.PositiveIntegerField(default=1)  # how many things of the kind stood on the page

    class Meta:
        indexes: ClassVar = [
            models.Index(name="look_by_time", fields=["at", "unit", "post_unit"]),
            models.Index(name="look_by_what", fields=["what", "at"]),
        ]

    def __str__(self) -> str:
        return self.what


class Sending(models.Model):
    """
    A form that was sent: by whom, from which page, with which key, and where it led. Sent again, it leads there again.

    It is kept for days, so that a browser that comes back to an old page does nothing twice.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    page = models.CharField(max_length=300)
    led_to = models.CharField(max_length=500, default="")
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="sending_once", fields=["user", "key"])]

    def __str__(self) -> str:
        return self.page


class Applicant(models.Model):
    """
    A citizen or a business with an account: who they say they are, and how sure that is. Never one of the staff.

    A closed account keeps its id and its days and nothing else: neither the person nor the sign-in.
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=200, blank=True)
    identity_number = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    assurance = models.CharField(max_length=14)
    salt = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    events = models.PositiveIntegerField(default=0)  # in the ledger's stream "applicant/<id>"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="applicant_kind_known", condition=Q(kind__in=[one.value for one in ApplicantKind])
            ),
            models.CheckConstraint(
                name="applicant_assurance_known", condition=Q(assurance__in=[one.value for one in Assurance])
            ),
            models.CheckConstraint(
                name="applicant_erased_when_closed",
                condition=Q(closed_at__isnull=True, user__isnull=False, salt__isnull=False) & ~Q(name="")
                | Q(
                    closed_at__isnull=False, user__isnull=True, salt__isnull=True,
                    name="", identity_number="", phone="", address="",
                ),
            ),
            models.CheckConstraint(
                name="applicant_identified_by_number",
                condition=Q(assurance=Assurance.SELF_DECLARED.value)
                | ~Q(identity_number="")
                | Q(closed_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"applicant/{self.pk}"


class Identity(models.Model):
    """An identity provider knows an applicant by this subject. It goes when the account is closed."""

    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=20)
    subject = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="identity_once", fields=["provider", "subject"])]

    def __str__(self) -> str:
        return f"{self.provider} {self.applicant_id}"


class OneTimeCode(models.Model):
    """
    A code that opens something once: six digits that were sent to somebody. Only a keyed digest of it is kept.

    ``about`` says what it opens; there is one row each, so that one code at a time is good. ``made`` counts the codes
    since ``counted_from``.
    """

    about = models.CharField(max_length=100, unique=True)
    digest = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    made = models.PositiveSmallIntegerField()
    counted_from = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.about
