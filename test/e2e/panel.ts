import type { Browser, BrowserContext, Page } from '@playwright/test';
import { accessibilityProblems, newContext } from '../console/chromium.ts';
import { picture } from '../console/look.ts';
import { IS_LONG } from '../scale.ts';
import type { Store } from '../../scripts/store/store.ts';

const WIDTHS = { narrow: 380, wide: 1_280 } as const;

/** The panel in a real browser, with its owner signed in to wp-admin. */
export class Panel {
	readonly page: Page;
	/** JavaScript that failed, and what React and others warn of. */
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
			// A request that failed is shown by the panel; the browser tells of it as well.
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
		// The script of WordPress' own form moves the focus while its fields are filled in.
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

	/** @param query As `&tab=settings`. */
	async open( query = '' ): Promise< void > {
		await this.page.goto(
			`${ this.#store.url }/wp-admin/admin.php?page=ivorey${ query }`
		);
	}

	/** What is answered instead of `ivorey/v1<path>`. */
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
	 * What is wrong with the screen as it is, narrow and wide: for axe, sideways, and in JavaScript.
	 *
	 * @param name   Of the picture.
	 * @param within What of another page than the panel's own is ours.
	 */
	async problems( name: string, within?: string ): Promise< string[] > {
		const problems: string[] = [];
		for ( const [ size, width ] of Object.entries( WIDTHS ) ) {
			await this.page.setViewportSize( { width, height: 900 } );
			// The chart is drawn anew when its width is another one.
			await this.page.evaluate(
				() => new Promise( ( done ) => requestAnimationFrame( done ) )
			);
			await picture( this.page, `${ name }-${ size }` );
			const beyond = await this.page.evaluate(
				() => document.documentElement.scrollWidth - window.innerWidth
			);
			// Of other pages the width is not ours.
			if ( beyond > 0 && within === undefined ) {
				problems.push( `${ size }: ${ beyond } px beyond the window` );
			}
			// What is on the screen is nearly the same, and axe takes its time.
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

	/** Only what is the panel's: the rest of the page is wp-admin's. */
	#axe(
		within = '#ivorey-panel, .components-modal__frame'
	): Promise< string[] > {
		return accessibilityProblems( this.page, { within } );
	}

	/** What of the page has the focus, as people hear it. */
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
