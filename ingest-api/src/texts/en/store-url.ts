/** The mistakes in a store's URL (R19), by the codes of the check that both sides share. */
export const storeUrl = {
	empty: 'Enter the address of your store, like https://yourstore.com.',
	too_long: ( { most }: { most: string } ) =>
		`A store address has at most ${ most } characters.`,
	spaces: 'The address must not contain spaces, line breaks or invisible characters.',
	email: 'This is an e-mail address. Enter the address of your store, like https://yourstore.com.',
	missing_scheme: ( { scheme }: { scheme: string } ) =>
		`The address must begin with “${ scheme }”.`,
	scheme_typo: 'Write “https://” with a colon and two slashes.',
	scheme_twice: 'The address begins with http:// or https:// twice.',
	other_scheme:
		'A store address begins with “https://”, like https://yourstore.com.',
	insecure:
		'The address must begin with “https://”: over plain “http://” anyone on the way can read your orders.',
	no_host:
		'The address ends after “https://”. Add your domain, like https://yourstore.com.',
	bad_host:
		'This is not a valid domain. Enter it like https://yourstore.com.',
	incomplete_host:
		'The domain is incomplete: it needs an ending, like https://yourstore.com.',
	dot_at_end: 'The domain must not end with a dot.',
	bad_port: 'The port after the colon must be a number from 1 to 65535.',
	credentials: 'The address must not contain a user name or a password.',
	wordpress_path: ( { part }: { part: string } ) =>
		`Enter the address of the store itself, without “/${ part }” and what follows it.`,
	page: 'This is the address of a single page. Enter the address of the store itself.',
	query: 'This is the address of a single page: leave out the question mark and what follows it.',
	fragment:
		'This is the address of a place on a page: leave out the “#” and what follows it.',
	double_slash: 'The address contains two slashes in a row after the domain.',
	trailing_slash: 'The address must not end with a slash.',
};
