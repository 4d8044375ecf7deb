<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records;

use Ivorey\WooCommerce\Records\Text;
use PHPUnit\Framework\TestCase;

final class TextTest extends TestCase {

	public function test_a_text_stays_as_it_was_typed(): void {
		self::assertSame( " Zoë & <b>Œuvre</b> \n東京 😀 ", Text::plain( " Zoë & <b>Œuvre</b> \n東京 😀 ", 500 ) );
	}

	/** @dataProvider broken */
	public function test_bytes_that_are_not_valid_UTF_8_are_removed( string $broken, string $expected ): void {
		self::assertSame( $expected, Text::plain( $broken, 500 ) );
		self::assertSame( 1, preg_match( '//u', Text::plain( $broken, 500 ) ) );
	}

	/** @return iterable<string, array{string, string}> */
	public function broken(): iterable {
		yield 'Latin-1' => [ "Zo\xEB K\xF6nig", 'Zo Knig' ];
		yield 'cut off' => [ "caf\xC3", 'caf' ];
		yield 'half a surrogate pair' => [ "a\xED\xA0\x80b", 'ab' ];
		yield 'overlong' => [ "a\xC0\xAFb", 'ab' ];
		yield 'beyond Unicode' => [ "a\xF4\x90\x80\x80b", 'ab' ];
		yield 'NUL' => [ "a\0b", 'ab' ];
		yield 'NUL among good ones' => [ "é\0😀", 'é😀' ];
		yield 'nothing but rubbish' => [ "\xFF\xFE", '' ];
	}

	public function test_a_long_broken_text_does_not_exhaust_the_pattern(): void {
		self::assertSame( str_repeat( 'é', 200_000 ), Text::plain( str_repeat( 'é', 200_000 ) . "\xFF", 300_000 ) );
	}

	public function test_a_text_is_cut_between_characters(): void {
		self::assertSame( 'ab', Text::plain( 'abc', 2 ) );
		self::assertSame( 'éé', Text::plain( 'ééé', 2 ) );
		self::assertSame( '😀😀', Text::plain( '😀😀😀', 2 ) );
		self::assertSame( '😀😀', Text::plain( '😀😀', 2 ) );
		self::assertSame( '東京', Text::plain( '東京都', 2 ) );
		self::assertSame( 'abc', Text::plain( 'abc', 3 ) );
	}

	public function test_a_value_that_is_not_text_or_a_number_becomes_an_empty_text(): void {
		self::assertSame( '', Text::plain( [ 'a' ], 500 ) );
		self::assertSame( '', Text::plain( null, 500 ) );
		self::assertSame( '', Text::ofHtml( (object) [], 500 ) );
		self::assertSame( '5', Text::plain( 5, 500 ) );
	}

	/** @dataProvider html */
	public function test_HTML_is_reduced_to_the_text_that_a_reader_sees( string $html, string $expected ): void {
		self::assertSame( $expected, Text::ofHtml( $html, 500 ) );
	}

	/** @return iterable<string, array{string, string}> */
	public function html(): iterable {
		yield 'plain' => [ 'Mug', 'Mug' ];
		yield 'entities' => [ 'Fish &amp; Chips &ndash; &#8364;5', 'Fish & Chips – €5' ];
		yield 'entities are decoded once' => [ '&amp;lt;', '&lt;' ];
		yield 'bare ampersand' => [ 'Fish & Chips', 'Fish & Chips' ];
		yield 'tags' => [ 'T-Shirt <small class="x">(blue)</small>', 'T-Shirt (blue)' ];
		yield 'a value as WooCommerce formats it' => [ "<p>Large</p>\n", 'Large' ];
		yield 'lines' => [ "<p>To Ada<br />\nfrom Bob</p>\n<p>with love</p>\n", "To Ada\nfrom Bob\nwith love" ];
		yield 'link' => [ '<p><a href="https://example.com/a.pdf">https://example.com/a.pdf</a></p>', 'https://example.com/a.pdf' ];
		yield 'script' => [ 'a<script type="x">alert(1)</script>b', 'ab' ];
		yield 'a smaller-than sign' => [ 'size < 5', 'size < 5' ];
		yield 'a heart' => [ 'I <3 cats', 'I <3 cats' ];
		yield 'a number in angle brackets' => [ 'Ring <18k> gold', 'Ring <18k> gold' ];
		yield 'smaller-than signs among tags' => [ '<b>5<6</b> & a < b <i>c</i><', '5<6 & a < b c<' ];
		yield 'signs of all sorts' => [ '<-- <= <<b>a</b> <é> <"q">', '<-- <= <a <é> <"q">' ];
		yield 'a smaller-than sign in an attribute' => [ '<a title="1 <2> 3">x</a>', 'x' ];
		yield 'a smaller-than sign as an entity' => [ 'I &lt;3 <b>&amp;lt;</b>', 'I <3 &lt;' ];
		yield 'the end of a tag' => [ 'x</p>', 'x' ];
		yield 'comments' => [ 'a<!-- I <3 b -->c<?php echo 5 ?>d', 'acd' ];
		yield 'a tag without its end' => [ 'Mug <b', 'Mug' ];
		yield 'an entity for NUL' => [ 'a&#0;b', 'a&#0;b' ];
	}

	public function test_HTML_is_cut_after_it_was_reduced_to_text(): void {
		self::assertSame( '&&', Text::ofHtml( '&amp;&amp;&amp;', 2 ) );
	}
}
