#!/bin/sh
# nightly-report PERCENT: what somebody should see, on standard output, which is the journal. It ends with 1 if there is anything.
set -u
found=0

full=$(df --output=pcent,target -x tmpfs -x devtmpfs -x overlay | awk -v most="$1" 'NR > 1 && $1 + 0 >= most { print "full: " $2 " " $1 }')
failed=$(systemctl list-units --state=failed --plain --no-legend | awk '{ print "failed: " $1 }')
for line in "$full" "$failed"; do
    if [ -n "$line" ]; then
        echo "$line"
        found=1
    fi
done

if [ -e /run/reboot-required ]; then
    echo "reboot required"
    found=1
fi

date --iso-8601=seconds > /var/lib/nightly-report.last
exit $found
