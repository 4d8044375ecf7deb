import { numberText } from '../numbers.ts';
import { plural } from './plurals.ts';

export const home = {
	title: 'Overview',
	welcome: 'Welcome to Ivorey',
	welcomeText:
		'Connect your WooCommerce store. Its orders then appear here within seconds.',
	connect: 'Connect',
	ownersConnect: 'Only an owner can connect a store.',
	yourStores: 'Your stores',
	sync: 'Sync',
	moreStores: ( stores: number ) =>
		plural( stores, {
			one: 'See # more store',
			other: 'See # more stores',
		} ),
	latestOrders: 'Latest orders',
	noOrdersText: 'New orders appear here within seconds.',
	seeAllOrders: 'See all orders',
	period: 'Period',
	inLastDays: ( days: number ) =>
		plural( days, { one: 'in # day', other: 'in # days' } ),
	payments: ( { currency }: { currency: string } ) =>
		`Payments, ${ currency }`,
	lessRefunds: 'less refunds',
	fromCheckout: 'From checkout to Ivorey',
	medianOfLastDay: 'Median on the last day with orders',
	ordersPerDay: 'Orders per day',
	paymentsPerDay: ( { currency }: { currency: string } ) =>
		`Payments per day, ${ currency }`,
	noOrders: 'No orders',
	chart: ( {
		title,
		from,
		to,
	}: {
		title: string;
		from: string;
		to: string;
	} ) =>
		`${ title }, from ${ from } to ${ to }. The table below has the figures.`,
	asTable: 'Show as table',
	day: 'Day',
	noAutomations: ( days: number ) =>
		plural( days, {
			one: '# No automation did anything on the last day.',
			other: 'No automation did anything in the last # days.',
		} ),
	seeAutomations: 'See automations',
	comparisons: 'Comparison with your stores',
	compared: 'Compared',
	never: 'Never',
	records: ( records: number ) =>
		plural( records, { one: '# record', other: '# records' } ),
	notComparedYet: 'Not compared yet',
	everythingMatches: 'Everything matches',
	recordsDiffer: ( records: number ) =>
		plural( records, {
			one: '# record differs',
			other: '# records differ',
		} ),
	perSecond: ( { number }: { number: string } ) => `${ number } a second`,
	perMinute: ( { number }: { number: string } ) => `${ number } a minute`,
	lessThanAMinute: 'less than a minute left',
	minutesLeft: ( minutes: number ) =>
		plural( minutes, {
			one: 'about # minute left',
			other: 'about # minutes left',
		} ),
	hoursLeft: ( hours: number ) =>
		plural( hours, {
			one: 'about # hour left',
			other: 'about # hours left',
		} ),
	lastDays: ( days: number ) =>
		plural( days, { one: 'Last day', other: 'Last # days' } ),
	latency: ( {
		median,
		slow,
		orders,
	}: {
		median: string;
		slow: string;
		orders: string;
	} ) => `p50 ${ median }, p95 ${ slow } of ${ orders }`,
	milliseconds: ( number: number ) => `${ numberText( number ) } ms`,
	seconds: ( number: number ) => `${ numberText( number ) } s`,
	minutes: ( number: number ) => `${ numberText( number ) } min`,
	hours: ( number: number ) => `${ numberText( number ) } h`,
};
