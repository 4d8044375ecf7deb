<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Admin;

use Automattic\WooCommerce\Admin\Features\OnboardingTasks\Task;
use Automattic\WooCommerce\Admin\Features\OnboardingTasks\TaskLists;
use Automattic\WooCommerce\Admin\Notes\Note;
use Automattic\WooCommerce\Admin\Notes\Notes;
use Ivorey\WooCommerce\Admin\Panel;
use Ivorey\WooCommerce\Admin\PauseNote;
use Ivorey\WooCommerce\Admin\SetupTasks;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** The plugin's additions to WooCommerce's screens: the home screen, the inbox, the Marketing menu. */
final class WooCommerceHomeTest extends StoreTestCase {

	protected function tearDown(): void {
		wp_set_current_user( 0 );
		PauseNote::remove();
		TaskLists::clear_lists();
		parent::tearDown();
	}

	public function test_R23_the_home_screen_has_a_task_that_is_complete_once_the_store_is_connected(): void {
		wp_set_current_user( 1 );
		$task = self::task();
		self::assertTrue( $task->can_view() );
		self::assertTrue( $task->is_complete() );
		self::assertSame( Panel::url(), $task->get_json()['actionUrl'] );
		Plugin::instance()->connecting->connection->disconnect();
		self::assertFalse( $task->is_complete() );
		$editor = wp_insert_user( (object) [ 'user_login' => 'editor-1', 'user_pass' => 'x', 'role' => 'editor' ] ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertIsInt( $editor );
		wp_set_current_user( $editor );
		self::assertFalse( $task->can_view() );
	}

	public function test_R23_the_task_is_added_only_once(): void {
		TaskLists::init_default_lists();
		$tasks = new SetupTasks( Plugin::instance()->connecting->connection );
		$tasks->add();
		$tasks->add();
		self::assertCount( 1, self::tasks() );
	}

	public function test_R23_nothing_is_added_and_nothing_fails_if_the_home_screen_is_switched_off(): void {
		TaskLists::clear_lists();
		( new SetupTasks( Plugin::instance()->connecting->connection ) )->add();
		self::assertNull( TaskLists::get_list( 'extended' ) );
	}

	public function test_R28_a_pause_leaves_one_note_in_the_inbox_and_its_end_removes_the_note(): void {
		$connection = Plugin::instance()->connecting->connection;
		$connection->pause( 'revoked' );
		$connection->pause( 'revoked' );
		[ $note ] = self::notes( 1 );
		self::assertSame( Note::E_WC_ADMIN_NOTE_UNACTIONED, $note->get_status() );
		self::assertSame( Note::E_WC_ADMIN_NOTE_WARNING, $note->get_type() );
		self::assertStringContainsString( ( new Pause( 'revoked', 0 ) )->message(), html_entity_decode( $note->get_content(), ENT_QUOTES ) );
		self::assertSame( Panel::url(), $note->get_actions()[0]->query );
		$this->ivorey->comeBack();
		$connection->check();
		self::notes( 0 );
	}

	public function test_R28_two_processes_that_report_the_same_pause_leave_one_note(): void {
		$paused = Plugin::instance()->connecting->connection->current()->paused( new Pause( 'revoked', 1_700_000_000 ) );
		( new PauseNote() )->onConnectionChanged( $paused );
		( new PauseNote() )->onConnectionChanged( $paused );
		[ $note ] = self::notes( 1 );

		$note->set_is_deleted( true );
		$note->save();
		( new PauseNote() )->onConnectionChanged( $paused );
		[ $note ] = self::notes( 1 );
		self::assertTrue( $note->get_is_deleted(), 'What the owner has dismissed comes back for this pause.' );

		( new PauseNote() )->onConnectionChanged( $paused->paused( new Pause( 'revoked', 1_700_009_999 ) ) );
		[ $note ] = self::notes( 1 );
		self::assertFalse( $note->get_is_deleted(), 'Another pause is told of.' );
	}

	public function test_R28_a_disconnected_store_has_no_note(): void {
		Plugin::instance()->connecting->connection->pause( 'revoked' );
		self::notes( 1 );
		Plugin::instance()->connecting->connection->disconnect();
		self::notes( 0 );
	}

	public function test_R23_WooCommerces_marketing_menu_links_to_the_panel(): void {
		wp_set_current_user( 1 );
		$panel              = new Panel( static fn (): int => 0 );
		$GLOBALS['submenu'] = []; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As each request begins.
		$panel->addLink();
		self::assertSame( [], $GLOBALS['submenu'], 'Where WooCommerce has no such menu, none is made.' );
		$GLOBALS['submenu'] = [ 'woocommerce-marketing' => [] ]; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As each request begins.
		$panel->addLink();
		self::assertSame( [ 'Ivorey', 'manage_woocommerce', 'admin.php?page=ivorey' ], array_slice( array_values( $GLOBALS['submenu']['woocommerce-marketing'] )[0], 0, 3 ) );
	}

	private static function task(): Task {
		TaskLists::init_default_lists();
		( new SetupTasks( Plugin::instance()->connecting->connection ) )->add();
		return self::tasks()[0];
	}

	/** @return list<Task> The plugin's tasks. */
	private static function tasks(): array {
		$list = TaskLists::get_list( 'extended' );
		self::assertNotNull( $list );
		return array_values( array_filter( $list->tasks, static fn ( Task $task ): bool => 'ivorey-connect' === $task->get_id() ) );
	}

	/** @return list<Note> */
	private static function notes( int $expected ): array {
		$ids = Notes::load_data_store()->__call( 'get_notes_with_name', [ PauseNote::NAME ] );
		self::assertIsArray( $ids );
		self::assertCount( $expected, $ids );
		$notes = array_values( array_filter( array_map( static fn ( mixed $id ): mixed => Notes::get_note( $id ), $ids ), static fn ( mixed $note ): bool => $note instanceof Note ) );
		self::assertCount( $expected, $notes );
		return $notes;
	}
}
