"""
Inspections: from the plan to a conclusion whose every figure opens, and to remedies that stay mended.

Each part of the door lists what it promises; all of it is imported from here.
"""

from motcua.reform.inspections.public.concluding import *  # noqa: F403  the part lists what it promises
from motcua.reform.inspections.public.following import *  # noqa: F403  the part lists what it promises
from motcua.reform.inspections.public.reporting import *  # noqa: F403  the part lists what it promises
from motcua.reform.inspections.public.starting import *  # noqa: F403  the part lists what it promises
from motcua.reform.inspections.public.visiting import *  # noqa: F403  the part lists what it promises
