"""Articles with what they say, ratings that name nobody, visits as bare counts, and documents."""

from django.db import models
from django.db.models import F, Q

from motcua.services.news.rules.words import HIGHEST, LOWEST, State, Topic


class Article(models.Model):
    """An article after its last event; each column is a field of ``rules.article.ArticleState``."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12)
    events = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    about = models.CharField(max_length=100, blank=True)
    topic = models.CharField(max_length=12, default=Topic.NEWS.value)
    published_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=[word.value for word in State]), name="article_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED.value) | Q(published_on__isnull=False),
                name="article_published_on_a_day",
            ),
        )
        indexes = (models.Index(fields=("state", "published_on"), name="article_newest"),)


class Wording(models.Model):
    """What an article says now. The ledger holds a salted commitment to it, and to each wording before."""

    article = models.OneToOneField(Article, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    lead = models.CharField(max_length=1000, blank=True)
    body = models.TextField()
    by_line = models.CharField(max_length=200)
    about_label = models.CharField(max_length=200, blank=True)
    salt = models.BinaryField()


class Photograph(models.Model):
    """A photograph of an article, or its caption alone; ``place`` is its event's number in the article's stream."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    alt = models.CharField(max_length=300, blank=True)
    caption = models.CharField(max_length=500)
    salt = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("article", "place"), name="photograph_place_once"),)


class Rating(models.Model):
    """The points that one reader gave; nothing here says who."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(points__gte=LOWEST, points__lte=HIGHEST), name="article_rating_on_the_scale"
            ),
        )


class Salt(models.Model):
    """What a day's readers are hashed with. It is deleted after the days that the rule names."""

    day = models.DateField(unique=True)
    salt = models.BinaryField()


class Mark(models.Model):
    """That a reader rated an article, as a hash under the day's salt; not which rating it was, so its id is drawn."""

    id = models.BigIntegerField(primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    digest = models.CharField(max_length=64, unique=True)


class DayVisits(models.Model):
    """How many visits a day had."""

    day = models.DateField(unique=True)
    count = models.PositiveIntegerField(default=0)


class MinuteVisits(models.Model):
    """How many visits a minute had; older ones than a day are deleted."""

    minute = models.DateTimeField(unique=True)
    count = models.PositiveIntegerField(default=0)


class Document(models.Model):
    """A document after its last event; its columns are the fields of ``rules.document.DocumentState``."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12)
    number = models.CharField(max_length=100)
    number_key = models.CharField(max_length=100)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=300)
    signer_post = models.CharField(max_length=200)
    abstract = models.CharField(max_length=2000)
    kind = models.CharField(max_length=12)
    subject = models.CharField(max_length=12)
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    salt = models.BinaryField()
    events = models.PositiveSmallIntegerField(default=1)
    last_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    proposed = models.CharField(max_length=300, blank=True)
    proposed_by = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="news_document_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[word.value for word in State]), name="news_document_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED.value) | Q(told_at__isnull=False), name="news_document_told_once"
            ),
        )
        indexes = (
            models.Index(fields=("state", "issued_on", "id"), name="news_document_by_day"),
            models.Index(fields=("number_key", "issued_on"), name="news_document_by_number"),
        )


class DocumentFile(models.Model):
    """A file of a document; ``place`` is its event's number in the document's stream."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=200, blank=True)
    salt = models.BinaryField(default=bytes)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "place"), name="news_document_file_place_once"),)


class DocumentRelation(models.Model):
    """That a document replaces or amends an earlier one: ``rules.documents.Relation``."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    bond = models.CharField(max_length=12)
    number = models.CharField(max_length=100)
    issued_on = models.DateField()
    target = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", null=True)


class ArticleWords(models.Model):
    """The words of an article as they are searched, without tones: those of its title, and the others."""

    article = models.OneToOneField(Article, on_delete=models.PROTECT, related_name="+", primary_key=True)
    head = models.TextField()
    rest = models.TextField()


class DocumentWords(models.Model):
    """The words of a document as they are searched, without tones: those of number and abstract, and the others."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+", primary_key=True)
    head = models.TextField()
    rest = models.TextField()


class SectionLink(models.Model):
    """Where a section of the site stands elsewhere, as the office says; ``events`` in the stream of the section."""

    section = models.CharField(max_length=40, unique=True)
    url = models.CharField(max_length=300, blank=True)
    label = models.CharField(max_length=200, blank=True)
    events = models.PositiveIntegerField()
    last_at = models.DateTimeField()
