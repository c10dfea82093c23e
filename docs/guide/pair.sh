# For the guide's examples: makes a second node, and pairs it with the first.
# usage: pair.sh HOME OTHER
set -e
mithaq --home "$2" init --party pk --name Pakistan --trial >/dev/null
mithaq --home "$2" people add ayesha --office officer --office es --office cc >/dev/null
mithaq --home "$2" people add bilal --office releasing_officer --office administrator >/dev/null
mithaq --home "$1" --as rachid pair card ma.card --trial >/dev/null
mithaq --home "$2" --as bilal pair card pk.card --trial >/dev/null
mithaq --home "$1" --as rachid pair compose charter pk.card --title "Defence cooperation" --ceiling restricted --trial >/dev/null
mithaq --home "$2" --as bilal pair sign charter ma.card --trial >/dev/null
heard=$(mithaq pair fingerprint charter | head -1)
mithaq --home "$1" --as rachid pair complete charter --heard "$heard" >/dev/null
mithaq --home "$2" --as bilal pair complete charter --heard "$heard" >/dev/null
echo paired
