<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Closure;

/** The panel's page in wp-admin (WooCommerce → Ivorey); admin-ui renders its content. */
final class Panel {

	public const PAGE = 'ivorey';

	/** WooCommerce's Marketing menu, which WooCommerce adds itself. */
	private const MARKETING = 'woocommerce-marketing';

	private const CAPABILITY = 'manage_woocommerce';

	private string $hook = '';

	/**
	 * @param Closure(): int $alerts Number of things that need the owner's attention, shown beside the menu entry.
	 */
	public function __construct( private readonly Closure $alerts ) {}

	/** The panel's URL; Ivorey redirects the owner back to it with a code. */
	public static function url(): string {
		return admin_url( 'admin.php?page=' . self::PAGE );
	}

	public function register(): void {
		add_action( 'admin_menu', [ $this, 'addPage' ] );
		// Before WooCommerce sorts that menu (99).
		add_action( 'admin_menu', [ $this, 'addLink' ], 90 );
		add_action( 'admin_enqueue_scripts', [ $this, 'enqueue' ] );
	}

	public function addPage(): void {
		$this->hook = (string) add_submenu_page(
			'woocommerce',
			__( 'Ivorey', 'ivorey-for-woocommerce' ),
			__( 'Ivorey', 'ivorey-for-woocommerce' ) . self::badge( ( $this->alerts )() ),
			self::CAPABILITY,
			self::PAGE,
			[ $this, 'render' ]
		);
		add_action( 'load-' . $this->hook, [ $this, 'keepAnswer' ] );
		add_action( 'load-' . $this->hook, [ PanelHelp::class, 'add' ] );
	}

	/**
	 * Adds a link to WooCommerce's Marketing menu. The Marketing page lists only extensions from a
	 * WooCommerce.com list, and only campaign tools as channels.
	 */
	public function addLink(): void {
		/** @var array<string, mixed> $submenu */
		global $submenu;
		if ( isset( $submenu[ self::MARKETING ] ) ) {
			add_submenu_page( self::MARKETING, __( 'Ivorey', 'ivorey-for-woocommerce' ), __( 'Ivorey', 'ivorey-for-woocommerce' ), self::CAPABILITY, 'admin.php?page=' . self::PAGE );
		}
	}

	/** WordPress strips `error` from the URL before a script sees it; here it is Ivorey's answer (RFC 6749). */
	public function keepAnswer(): void {
		add_filter(
			'removable_query_args',
			static fn ( mixed $names ): array => is_array( $names ) ? array_filter( $names, static fn ( mixed $name ): bool => 'error' !== $name ) : []
		);
	}

	public function render(): void {
		printf(
			'<div class="wrap"><h1>%s</h1><div id="ivorey-panel"><noscript>%s</noscript></div></div>',
			esc_html__( 'Ivorey', 'ivorey-for-woocommerce' ),
			esc_html__( 'This page needs JavaScript.', 'ivorey-for-woocommerce' )
		);
		if ( null === self::asset() ) {
			printf(
				'<div class="notice notice-error"><p>%s</p></div>',
				esc_html__( 'This copy of the plugin has not been built. Run “npm run build”, or install the zip of a release.', 'ivorey-for-woocommerce' )
			);
		}
	}

	/** Loads the script only on the panel's page, so no other wp-admin screen pays for it. */
	public function enqueue( string $hook ): void {
		$asset = self::asset();
		if ( '' === $this->hook || $hook !== $this->hook || null === $asset ) {
			return;
		}
		$build = plugins_url( 'build/', IVOREY_FOR_WOOCOMMERCE_FILE );
		wp_enqueue_script( 'ivorey-panel', $build . 'index.js', $asset['dependencies'], $asset['version'], true );
		wp_set_script_translations( 'ivorey-panel', 'ivorey-for-woocommerce', plugin_dir_path( IVOREY_FOR_WOOCOMMERCE_FILE ) . 'languages' );
		wp_enqueue_style( 'ivorey-panel', $build . 'style-index.css', [ 'wp-components' ], $asset['version'] );
		wp_style_add_data( 'ivorey-panel', 'rtl', 'replace' );
	}

	/** The bubble WordPress uses for plugins with updates. */
	private static function badge( int $alerts ): string {
		if ( 0 === $alerts ) {
			return '';
		}
		return sprintf(
			' <span class="update-plugins count-%1$d"><span class="plugin-count" aria-hidden="true">%1$d</span><span class="screen-reader-text">%2$s</span></span>',
			$alerts,
			esc_html__( 'needs your attention', 'ivorey-for-woocommerce' )
		);
	}

	/**
	 * @return array{dependencies: list<non-empty-string>, version: string}|null The file that wp-scripts wrote
	 *         beside the script.
	 */
	private static function asset(): ?array {
		$file = plugin_dir_path( IVOREY_FOR_WOOCOMMERCE_FILE ) . 'build/index.asset.php';
		if ( ! is_readable( $file ) ) {
			return null;
		}
		/** @var array{dependencies: list<non-empty-string>, version: string} $asset */
		$asset = require $file;
		return $asset;
	}
}
