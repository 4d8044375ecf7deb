/** Checks that the dashboard and the alerts query metrics that the program has. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CONNECTION_STATES, PROBLEMS } from '@ivorey/shared';
import { API_ROUTES } from '../../ingest-api/src/app.ts';
import { startTestApi } from '../../ingest-api/src/testing/api.ts';
import { root } from '../composer.ts';

const MONITORING = path.join( root, 'ingest-api/deploy/monitoring' );
const read = ( file: string ) =>
	readFileSync( path.join( MONITORING, file ), 'utf8' );

interface Panel {
	title: string;
	gridPos: { x: number; y: number; w: number; h: number };
	targets?: Array< { expr: string } >;
}
const { panels } = JSON.parse( read( 'dashboard.json' ) ) as {
	panels: Panel[];
};
const {
	groups: [ { rules } ],
} = parse( read( 'alerts.yaml' ) ) as {
	groups: [ { rules: Array< { alert: string; expr: string } > } ];
};
const SHOWN = panels.flatMap( ( { title, targets = [] } ) =>
	targets.map( ( { expr } ) => [ title, expr ] as const )
);
const ASKED = rules.map( ( { alert, expr } ) => [ alert, expr ] as const );

/** Prometheus itself adds this series for every target. */
const OF_PROMETHEUS = 'up';
/** Holds the same data as the histogram; it exists for /workers. */
const NOT_SHOWN = 'ivorey_message_delay_recent_seconds';

/** The values that a query may select for a label; queries select no other label by value. */
const VALUES: Readonly< Record< string, RegExp | readonly string[] > > = {
	job: /^(ivorey|\$job)$/,
	status: /^5\.\.$/,
	route: API_ROUTES.map( ( route ) => route.path ),
	problem: Object.keys( PROBLEMS ),
	outcome: [ 'applied', 'stale', 'excluded', 'rejected' ],
	to: CONNECTION_STATES,
	state: [ 'awaited', 'sent', 'failed', 'later', 'unknown' ],
};

/** Names of series: words before a selector or a range that are not functions. */
function seriesOf( expression: string ): string[] {
	return expression
		.replaceAll( /"[^"]*"/g, '""' )
		.replaceAll( /\b(by|without)\s*\([^)]*\)/g, '' )
		.replaceAll( /\{[^}]*\}/g, '{}' )
		.replaceAll( /\[[^\]]*\]/g, '' )
		.match( /[a-z_][a-z0-9_]*(?![a-z0-9_]*\s*\()/g )!;
}

/** Metrics by the series names that can be queried, from a program with all roles. */
async function metricsOf( url: string ): Promise< Map< string, string > > {
	const text = await ( await fetch( `${ url }/metrics` ) ).text();
	const names = new Map< string, string >();
	for ( const [ , name, type ] of text.matchAll(
		/^# TYPE (\S+) (\S+)$/gm
	) ) {
		const suffixes = {
			histogram: [ '_bucket', '_sum', '_count' ],
			summary: [ '', '_sum', '_count' ],
		}[ type! ] ?? [ '' ];
		for ( const suffix of suffixes ) {
			names.set( name! + suffix, name! );
		}
	}
	return names;
}

describe( 'the dashboard and the alerts', () => {
	test( 'query series that the program has, and the dashboard shows all of its own series', async () => {
		const api = await startTestApi();
		const metrics = await metricsOf( api.url );
		const shown = new Set< string | undefined >();
		for ( const [ where, expression ] of [ ...SHOWN, ...ASKED ] ) {
			for ( const name of seriesOf( expression ) ) {
				if ( name !== OF_PROMETHEUS ) {
					expect(
						metrics.has( name ),
						`${ where } asks for ${ name }`
					).toBe( true );
				}
			}
		}
		for ( const [ , expression ] of SHOWN ) {
			seriesOf( expression ).forEach( ( name ) =>
				shown.add( metrics.get( name ) )
			);
		}
		const own = [ ...new Set( metrics.values() ) ].filter( ( name ) =>
			name.startsWith( 'ivorey_' )
		);
		expect( own.length ).toBeGreaterThan( 10 );
		expect( own.filter( ( name ) => ! shown.has( name ) ) ).toEqual( [
			NOT_SHOWN,
		] );
	} );

	test.for( [ ...SHOWN, ...ASKED ] )(
		'query only existing values: %s',
		( [ , expression ] ) => {
			for ( const [ , label, values ] of expression.matchAll(
				/([a-z]+)=~?"([^"]*)"/g
			) ) {
				const known = VALUES[ label! ];
				expect( known, label! ).toBeDefined();
				for ( const value of values!.split( '|' ) ) {
					if ( known instanceof RegExp ) {
						expect( value ).toMatch( known );
					} else {
						expect( known ).toContain( value );
					}
				}
			}
		}
	);

	test( 'the panels of the dashboard do not overlap', () => {
		for ( const [ index, { gridPos: a, title } ] of panels.entries() ) {
			for ( const { gridPos: b } of panels.slice( index + 1 ) ) {
				const isApart =
					a.x + a.w <= b.x ||
					b.x + b.w <= a.x ||
					a.y + a.h <= b.y ||
					b.y + b.h <= a.y;
				expect( isApart, title ).toBe( true );
			}
		}
	} );
} );

const hasPromtool = spawnSync( 'promtool', [ '--version' ] ).status === 0;

describe.skipIf( ! hasPromtool )( 'promtool accepts the alerts', () => {
	test.for( [
		[ 'check', 'alerts.yaml' ],
		[ 'test', 'alerts.test.yaml' ],
	] )( 'rules: %s %s', ( [ verb, file ] ) => {
		const run = spawnSync(
			'promtool',
			[ verb!, 'rules', path.join( MONITORING, file! ) ],
			{ encoding: 'utf8' }
		);
		expect( run.status, run.stdout + run.stderr ).toBe( 0 );
	} );
} );
