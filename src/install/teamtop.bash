# bash completion for teamtop
_teamtop()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} action=${COMP_WORDS[1]}
	local screens='overview ai time skills turnover voice team person records health effect backtest attention what-if wall'
	case $before in
	--screen) COMPREPLY=($(compgen -W "$screens" -- "$word")); return ;;
	--period) COMPREPLY=($(compgen -W '1d 7d 28d 91d 365d month last-month' -- "$word")); return ;;
	--as-of) COMPREPLY=($(compgen -W 'auto now last' -- "$word")); return ;;
	--names) COMPREPLY=($(compgen -W 'full initials hidden' -- "$word")); return ;;
	--what-if) COMPREPLY=($(compgen -W 'leave absent customer-time ai-use' -- "$word")); return ;;
	--format) COMPREPLY=($(compgen -W 'text ansi json csv' -- "$word")); return ;;
	--theme) COMPREPLY=($(compgen -W "$(teamtop list themes 2>/dev/null | cut -d' ' -f1)" -- "$word")); return ;;
	--preset) COMPREPLY=($(compgen -W "$(teamtop list presets 2>/dev/null | cut -d' ' -f1)" -- "$word")); return ;;
	list) COMPREPLY=($(compgen -W 'presets themes keys metrics' -- "$word")); return ;;
	esac
	local options='--screen --wall --period --as-of --team --person --what-if --names --restricted --theme --ascii --no-color --config --help --version'
	case $action in
	show) options="$options --format --size" ;;
	init) options='--time-zone --name' ;;
	import) options='--preset --mapping --source --dry-run --accept-bad' ;;
	check) options='--thorough' ;;
	sample) options='--people --months --seed --until --scenario --live --speed' ;;
	set | rebuild | list) options= ;;
	esac
	if [[ $word == -* ]]; then
		COMPREPLY=($(compgen -W "$options" -- "$word"))
	elif [[ $COMP_CWORD == 1 ]]; then
		COMPREPLY=($(compgen -f -W 'show init import set check rebuild sample list' -- "$word"))
	elif [[ $COMP_CWORD == 2 && $action == show ]]; then
		COMPREPLY=($(compgen -f -W "$screens" -- "$word"))
	else
		COMPREPLY=($(compgen -f -- "$word"))
	fi
}
complete -o filenames -F _teamtop teamtop
