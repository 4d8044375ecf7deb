export const lists = {
	onThisPage: ( { rows }: { rows: string } ) => `${ rows } on this page`,
	hiddenColumns: 'Hidden columns',
	exportCsv: 'Export CSV',
	search: 'Search',
	clearAll: 'Clear all',
	show: 'Show',
	removeFilter: ( { filter }: { filter: string } ) =>
		`Remove the filter ${ filter }`,
	until: ( { day }: { day: string } ) => `until ${ day }`,
	from: ( { day }: { day: string } ) => `from ${ day }`,
	all: 'All',
	fromDay: 'From',
	toDay: 'To',
	fromTo: ( { from, to }: { from: string; to: string } ) =>
		`${ from } to ${ to }`,
};
