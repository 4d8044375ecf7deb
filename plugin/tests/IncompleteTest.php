<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests;

use PHPUnit\Framework\TestCase;

/** WordPress replaces the plugin's files one by one, while people visit the shop. */
final class IncompleteTest extends TestCase {

	private string $folder;

	protected function setUp(): void {
		$this->folder = sys_get_temp_dir() . '/ivorey-incomplete-' . bin2hex( random_bytes( 6 ) );
		mkdir( $this->folder . '/src', 0700, true );
		copy( dirname( __DIR__ ) . '/ivorey-for-woocommerce.php', $this->folder . '/ivorey-for-woocommerce.php' );
	}

	protected function tearDown(): void {
		array_map( 'unlink', array_filter( [ ...(array) glob( $this->folder . '/src/*' ), ...(array) glob( $this->folder . '/*.php' ) ], 'is_string' ) );
		rmdir( $this->folder . '/src' );
		rmdir( $this->folder );
	}

	/**
	 * @param list<string> $there The files of src that exist.
	 * @dataProvider incomplete
	 */
	public function test_the_shop_keeps_running_while_files_of_the_plugin_are_missing( array $there ): void {
		foreach ( $there as $file ) {
			copy( dirname( __DIR__ ) . "/src/$file", "{$this->folder}/src/$file" );
		}
		$code = 'define( "ABSPATH", "/" ); require $argv[1]; echo "The shop goes on";';
		// The shell prints the exit status, which PHP in WebAssembly cannot read.
		exec( implode( ' ', array_map( 'escapeshellarg', [ PHP_BINARY, '-r', $code, $this->folder . '/ivorey-for-woocommerce.php' ] ) ) . ' 2>&1; echo ": $?"', $output );
		self::assertSame( [ 'The shop goes on: 0' ], $output );
	}

	/** @return array<string, array{list<string>}> */
	public static function incomplete(): array {
		return [
			'nothing but the main file'    => [ [] ],
			'without the plugin’s classes' => [ [ 'requirements.php', 'features.php', 'autoload.php' ] ],
		];
	}
}
