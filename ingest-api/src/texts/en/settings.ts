import { html } from 'hono/html';

export const settings = {
	title: 'Settings',
	account: 'Account',
	timeZone: 'Time zone',
	datesAndAmounts: 'Dates and amounts',
	ownersChange: 'Only an owner can change this.',
	accountNameHint:
		'Your team sees it. Your buyers see it too, unless you set a sender name for e-mails.',
	accountNameNeeded: 'Enter a name for the account.',
	accountZoneHint:
		'Used for the days on the Overview and for quiet hours. Each person can choose another time zone for the times they see.',
	yourProfile: 'Your profile',
	asThisBrowser: 'Same as this browser',
	zoneAsAccount: ( { zone }: { zone: string } ) =>
		`Same as the account (${ zone })`,
	profileZoneHint:
		'For the times you see. Days on the Overview always follow the account’s time zone.',
	localeAsAccount: ( { locale }: { locale: string } ) =>
		`Same as the account (${ locale })`,
	yourAccounts: 'Your accounts',
	youAreHere: 'You are here',
	emailsToBuyers: 'E-mails to buyers',
	sender: 'Sender name',
	senderHint: ( { account }: { account: string } ) =>
		`Your buyers see this name as the sender. Leave it empty to use ${ account }.`,
	repliesGoTo: 'Replies go to',
	repliesHint:
		'Leave it empty to receive replies at the address the e-mails are sent from.',
	enterShopEmail: 'Enter an e-mail address, like shop@example.com.',
	sendingAddress: 'the address the e-mails are sent from',
	quietHoursZone: ( {
		accountPath,
		zone,
	}: {
		accountPath: string;
		zone: string;
	} ) =>
		html`Quiet hours follow
			<a href="${ accountPath }">the account’s time zone</a>, ${ zone }.`,
	writtenLike: ( { example }: { example: string } ) =>
		`Example: ${ example }`,
	english: 'English',
	standardLocale: 'English (default)',
	switchTo: ( { account }: { account: string } ) =>
		html`Switch<span class="hidden"> to ${ account }</span>`,
	groups: { you: 'You', integrations: 'Integrations', account: 'Account' },
	rows: {
		profile: {
			title: 'Your profile',
			text: 'Your name, time zone and other accounts.',
			open: 'Open your profile',
		},
		woocommerce: {
			title: 'WooCommerce',
			text: 'Keep contacts, orders, transactions, products and collections from your stores up to date.',
			open: 'Open Stores',
		},
		webhooks: {
			title: 'Webhooks',
			text: 'Tell other programs what happens, as it happens.',
			open: 'Open Webhooks',
		},
		tokens: {
			title: 'API tokens',
			text: 'Let your programs read or change what is in Ivorey.',
			open: 'Open API tokens',
		},
		account: {
			title: 'Account',
			text: 'Name, time zone, and the format of dates and amounts.',
			open: 'Open Account',
		},
		people: {
			title: 'People',
			text: 'Who can sign in to this account, and what they can do.',
			open: 'Open People',
		},
		history: {
			title: 'History',
			text: 'Who changed what.',
			open: 'Open History',
		},
		privacy: {
			title: 'Privacy',
			text: 'Erase a person on request, and see who has been erased.',
			open: 'Open Privacy',
		},
		sending: {
			title: 'E-mails to buyers',
			text: 'The sender’s name, and where replies go.',
			open: 'Open E-mails',
		},
	},
};
