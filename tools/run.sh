#!/bin/sh
# A node of one's own in var/home. The pages come with a later release; the command line is all
# there is today, and this says so.
set -eu
export MITHAQ_HOME="${MITHAQ_HOME:-var/home}"
mithaq=.venv/bin/mithaq
if [ ! -e "$MITHAQ_HOME/node.toml" ]; then
	echo "There is no node in $MITHAQ_HOME yet. Mithaq asks who you are:"
	$mithaq init
fi
$mithaq identity
cat <<END

The pages for a browser come with a later release; this one works from the command line:

  export MITHAQ_HOME=$MITHAQ_HOME
  $mithaq waiting          what waits for you, and for the other side
  $mithaq say --help       everything that can be put on the record
  $mithaq --help           the rest (--language ar|en|es|fr|ur)

docs/guide/officer.md goes through a first register, step by step.
END
