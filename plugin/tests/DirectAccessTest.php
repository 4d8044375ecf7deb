<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests;

use PhpToken;
use PHPUnit\Framework\TestCase;
use RecursiveDirectoryIterator;
use RecursiveIteratorIterator;
use SplFileInfo;

/** A web server serves every file of the plugin: called directly, none of them does anything. */
final class DirectAccessTest extends TestCase {

	/** The first tokens of a file that only declares something. */
	private const DECLARATIONS = [ T_DECLARE, T_NAMESPACE, T_USE, T_FINAL, T_ABSTRACT, T_CLASS, T_INTERFACE, T_TRAIT, T_ENUM ];

	public function test_each_file_only_declares_code_or_exits_outside_of_WordPress(): void {
		$files = self::files();
		self::assertGreaterThan( 300, count( $files ) );
		$open = array_filter( $files, static fn ( string $file ): bool => self::doesSomething( (string) file_get_contents( $file ) ) );
		self::assertSame( [], array_values( $open ) );
	}

	/** @return array<string, array{bool, string}> */
	public function codes(): array {
		return [
			'a class'             => [ false, '<?php declare( strict_types=1 ); namespace A; use B\C; final class D { function e() { echo 1; } } ' ],
			'a guard'             => [ false, "<?php\nnamespace A;\ndefined( 'ABSPATH' ) || exit;\necho 1;" ],
			'the guard of WP'     => [ false, "<?php\ndefined( 'WP_UNINSTALL_PLUGIN' ) || exit;\necho 1;" ],
			'a guard too late'    => [ true, "<?php\necho 1;\ndefined( 'ABSPATH' ) || exit;" ],
			'a call'              => [ true, '<?php namespace A; b();' ],
			'a call behind class' => [ true, '<?php namespace A; final class B {} b();' ],
			'text'                => [ true, '<p>Text</p><?php namespace A;' ],
		];
	}

	/** @dataProvider codes */
	public function test_a_file_that_runs_code_without_a_guard_at_its_start_is_recognized( bool $does, string $code ): void {
		self::assertSame( $does, self::doesSomething( $code ) );
	}

	/** @return list<string> */
	private static function files(): array {
		$plugin = dirname( __DIR__ );
		$files  = glob( "$plugin/*.php" );
		$files  = false === $files ? [] : $files;
		foreach ( [ 'src', 'templates' ] as $folder ) {
			/** @var SplFileInfo $file */
			foreach ( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( "$plugin/$folder", RecursiveDirectoryIterator::SKIP_DOTS ) ) as $file ) {
				if ( 'php' === $file->getExtension() ) {
					$files[] = $file->getPathname();
				}
			}
		}
		return $files;
	}

	private static function doesSomething( string $code ): bool {
		$depth   = 0;
		$isStart = true;
		$rest    = '';
		$tokens  = array_filter( PhpToken::tokenize( $code ), static fn ( PhpToken $token ): bool => ! $token->isIgnorable() );
		foreach ( $tokens as $token ) {
			if ( $isStart && 0 === $depth && ! $token->is( self::DECLARATIONS ) ) {
				$rest = substr( $code, $token->pos );
				break;
			}
			$isStart = false;
			$depth  += match ( $token->text ) {
				'{'     => 1,
				'}'     => -1,
				default => 0,
			};
			$isStart = 0 === $depth && in_array( $token->text, [ ';', '}' ], true );
		}
		return '' !== $rest && 1 !== preg_match( "/\Adefined\( '(?:ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/", $rest );
	}
}
