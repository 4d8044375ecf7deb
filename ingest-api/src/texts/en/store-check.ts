export const storeCheck = {
	noWordPress: ( {
		store,
		api,
		example,
	}: {
		store: string;
		api: string;
		example: string;
	} ) =>
		`There is no WordPress at ${ store }, or its REST API (${ api }) is blocked. If the store is in a subfolder, add it: ${ example }.`,
	noWooCommerce: ( { host }: { host: string } ) =>
		`${ host } is a WordPress site, but WooCommerce is not active on it.`,
	installWooCommerce: 'Install WooCommerce',
	noPlugin: ( { host }: { host: string } ) =>
		`The “Ivorey for WooCommerce” plugin is not active on ${ host }. Install or activate it there, then connect again.`,
	installPlugin: 'Install the plugin',
	elsewhere: ( { host, other }: { host: string; other: string } ) =>
		`${ host } asks for approval on another site (${ other }). Its WordPress address and its site address must be on the same host.`,
	otherAddress: ( { address }: { address: string } ) =>
		`This store’s own address is ${ address }. Connect it with that address.`,
	tooOld: ( { host }: { host: string } ) =>
		`The “Ivorey for WooCommerce” plugin on ${ host } is too old. Update it there, then connect again.`,
	updatePlugin: 'Update it',
	maintenance: ( { host }: { host: string } ) =>
		`${ host } is in maintenance mode or too busy (503). Try again in a few minutes.`,
	serverError: ( { host, status }: { host: string; status: string } ) =>
		`${ host } responds with an error (${ status }). Its hosting provider can tell you why.`,
	blocked: ( {
		host,
		status,
		api,
	}: {
		host: string;
		status: string;
		api: string;
	} ) =>
		`${ host } turned Ivorey away (${ status }): a firewall, security plugin or bot protection blocks ${ api }.`,
	leadsTo: ( { host }: { host: string } ) => ` It leads to ${ host }.`,
	unknownHost: ( { host }: { host: string } ) =>
		`There is no server named ${ host }. Check the spelling of the address.`,
	internalAddress: ( {
		host,
		elsewhere,
	}: {
		host: string;
		elsewhere: string;
	} ) =>
		`${ host } is an address inside a private network. Ivorey can only reach stores on the internet.${ elsewhere }`,
	refused: ( { host, elsewhere }: { host: string; elsewhere: string } ) =>
		`${ host } refuses connections. Is the store online?${ elsewhere }`,
	timeout: ( { host, elsewhere }: { host: string; elsewhere: string } ) =>
		`${ host } did not respond in time. Is the store online?${ elsewhere }`,
	certificate: ( { host }: { host: string } ) =>
		`${ host } has no valid certificate, so there is no proof that it is really your store. Its hosting provider can renew it.`,
	redirectLoop: ( { host }: { host: string } ) =>
		`${ host } redirects in a circle.`,
	badRedirect: ( { host }: { host: string } ) =>
		`${ host } redirects, but not to the address of a website. Its hosting provider can tell you why.`,
	notHttps: ( { host, store }: { host: string; store: string } ) =>
		`${ host } redirects to an address without https. Set the site address in WordPress to ${ store }.`,
	broken: ( { host, elsewhere }: { host: string; elsewhere: string } ) =>
		`${ host } closed the connection without responding.${ elsewhere }`,
	login: ( {
		host,
		status,
		api,
	}: {
		host: string;
		status: number;
		api: string;
	} ) =>
		status === 401
			? `${ host } is behind a login (401). Ivorey needs to reach ${ api } without one.`
			: `${ host } is behind a login. Ivorey needs to reach ${ api } without one.`,
};
