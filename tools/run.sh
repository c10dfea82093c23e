#!/bin/sh
# A node of one's own in var/home. The pages come with a later release; the command line is all
# there is today, and this says so. Without a terminal to ask at:
#   make run PARTY=ma NAME=Morocco TRIAL=1
set -eu
export MITHAQ_HOME="${MITHAQ_HOME:-$PWD/var/home}"
mithaq=.venv/bin/mithaq
if [ ! -e "$MITHAQ_HOME/node.toml" ]; then
	echo "There is no node in $MITHAQ_HOME yet; this makes one."
	mkdir -p "$(dirname "$MITHAQ_HOME")"
	$mithaq init ${PARTY:+--party "$PARTY"} ${NAME:+--name "$NAME"} ${TRIAL:+--trial}
fi
$mithaq identity
cat <<END

The pages for a browser come with a later release; this one works from the command line:

  PATH=$PWD/.venv/bin:\$PATH; export MITHAQ_HOME=$MITHAQ_HOME
  mithaq people add ACCOUNT --office officer --office es
  mithaq say draft instrument title=...
  mithaq register          what is on the register
  mithaq waiting           what waits for you, and for the other side
  mithaq --help            the rest (--language ar|en|es|fr|ur)

docs/guide/officer.md goes through a first register, step by step.
END
