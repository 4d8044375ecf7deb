import type { Browser, BrowserContext, Page } from '@playwright/test';
import { accessibilityProblems, newContext } from '../console/chromium.ts';
import { picture } from '../console/look.ts';
import { IS_LONG } from '../scale.ts';
import type { Store } from '../../scripts/store/store.ts';

const WIDTHS = { narrow: 380, wide: 1_280 } as const;

/** The panel in a real browser, with its owner signed in to wp-admin. */
export class Panel {
	readonly page: Page;
	/** JavaScript errors, and warnings of React and others. */
	readonly errors: string[] = [];

	#store: Store;
	#context: BrowserContext;

	private constructor( store: Store, context: BrowserContext, page: Page ) {
		this.#store = store;
		this.#context = context;
		this.page = page;
		page.on( 'pageerror', ( error ) =>
			this.errors.push( String( error ) )
		);
		page.on( 'console', ( message ) => {
			// The panel shows a failed request itself; the browser reports it as well.
			if (
				message.type() === 'error' &&
				! message.text().startsWith( 'Failed to load resource' )
			) {
				this.errors.push( message.text() );
			}
		} );
	}

	static async signIn( browser: Browser, store: Store ): Promise< Panel > {
		const context = await newContext( browser, {
			viewport: { width: WIDTHS.wide, height: 900 },
			reducedMotion: 'reduce',
		} );
		// The script of WordPress' login form moves the focus while its fields are filled in.
		const cookies = await store.phpJson< Record< string, string > >(
			`$user    = get_user_by( 'login', $args['user'] )->ID;
			$expires = time() + DAY_IN_SECONDS;
			$token   = WP_Session_Tokens::get_instance( $user )->create( $expires );
			return array(
				AUTH_COOKIE      => wp_generate_auth_cookie( $user, $expires, 'auth', $token ),
				LOGGED_IN_COOKIE => wp_generate_auth_cookie( $user, $expires, 'logged_in', $token ),
			);`,
			{ args: { user: store.adminUser } }
		);
		await context.addCookies(
			Object.entries( cookies ).map( ( [ name, value ] ) => ( {
				name,
				value,
				url: store.url,
				httpOnly: true,
			} ) )
		);
		return new Panel( store, context, await context.newPage() );
	}

	/** @param query For example `&tab=settings`. */
	async open( query = '' ): Promise< void > {
		await this.page.goto(
			`${ this.#store.url }/wp-admin/admin.php?page=ivorey${ query }`
		);
	}

	/** Replaces the answer of `ivorey/v1<path>`. */
	async answer(
		route: string,
		with_: 'nothing' | 'no connection' | { status: number; json: unknown }
	): Promise< void > {
		await this.page.route(
			( { pathname } ) => pathname.endsWith( `/ivorey/v1${ route }` ),
			async ( request ) => {
				if ( with_ === 'no connection' ) {
					await request.abort();
				} else if ( with_ !== 'nothing' ) {
					await request.fulfill( with_ );
				}
			}
		);
	}

	async answerTruly(): Promise< void > {
		await this.page.unrouteAll( { behavior: 'ignoreErrors' } );
	}

	/**
	 * Problems of the screen in its current state, narrow and wide: from axe, overflow, and JavaScript
	 * errors.
	 *
	 * @param name   Name of the picture.
	 * @param within The plugin's part of a page that is not the panel's own.
	 */
	async problems( name: string, within?: string ): Promise< string[] > {
		const problems: string[] = [];
		for ( const [ size, width ] of Object.entries( WIDTHS ) ) {
			await this.page.setViewportSize( { width, height: 900 } );
			// The chart is redrawn when its width changes.
			await this.page.evaluate(
				() => new Promise( ( done ) => requestAnimationFrame( done ) )
			);
			await picture( this.page, `${ name }-${ size }` );
			const beyond = await this.page.evaluate(
				() => document.documentElement.scrollWidth - window.innerWidth
			);
			// The width of other pages is not the plugin's.
			if ( beyond > 0 && within === undefined ) {
				problems.push( `${ size }: ${ beyond } px beyond the window` );
			}
			// The screen is nearly the same, and axe is slow.
			if ( size === 'wide' || IS_LONG ) {
				for ( const problem of await this.#axe( within ) ) {
					problems.push( `${ size }: ${ problem }` );
				}
			}
		}
		return within === undefined
			? [ ...problems, ...this.errors ]
			: problems;
	}

	/** Checks only the panel: the rest of the page is wp-admin's. */
	#axe(
		within = '#ivorey-panel, .components-modal__frame'
	): Promise< string[] > {
		return accessibilityProblems( this.page, { within } );
	}

	/** The focused element, as a screen reader announces it. */
	focused(): Promise< string > {
		return this.page.evaluate( () => {
			// eslint-disable-next-line @wordpress/no-global-active-element -- Runs in the page.
			const element = document.activeElement as HTMLElement | null;
			return (
				element?.getAttribute( 'aria-label' ) ??
				element?.innerText?.trim() ??
				''
			);
		} );
	}

	close(): Promise< void > {
		return this.#context.close();
	}
}
