# Short names for the commands of run.py; CONTRIBUTING.md tells what each one does.
.PHONY: help demo demo-reset test check fix docs bench pictures

help:        ## say what each command does
	@grep -E '^[a-z-]+: +##' $(MAKEFILE_LIST) | sed -E 's/: +## /\t/' | expand -t 14
demo:        ## build and serve the demonstration office on this machine
	python3 run.py demo
demo-reset:  ## the same, forgetting what was changed
	python3 run.py demo --reset
test:        ## static checks, then every test on SQLite and PostgreSQL, then the journeys
	python3 run.py test
check:       ## the static checks only
	python3 run.py check
fix:         ## format the code and mend what a tool can mend
	python3 run.py fix
docs:        ## write the generated pages of docs/
	python3 run.py docs
bench:       ## run the benchmarks, one table each
	python3 run.py bench
pictures:    ## take the screenshots of docs/pictures/
	python3 run.py pictures
