<?php
/**
 * What is left when a merchant deletes the plugin.
 *
 * @package Framme
 */

final class UninstallTest extends PretendTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		Framme_Options::change( array( 'base_url' => self::FRAMME ) );
	}

	private function uninstall(): void {
		defined( 'WP_UNINSTALL_PLUGIN' ) || define( 'WP_UNINSTALL_PLUGIN', 'framme/framme.php' );
		require FRAMME_FOLDER . 'uninstall.php';
	}

	/** @return list<string> Our rows among the options. */
	private function rows(): array {
		return array_values( preg_grep( '/framme/', array_map( 'strval', array_keys( Pretend::$kept->all( 'options' ) ) ) ) );
	}

	public function test_everything_is_forgotten_and_framme_is_told(): void {
		set_transient( 'framme_a_0123', array( 'x' ), 60 );
		set_transient( 'framme_pause', 1, 60 );
		update_option( 'framme_import_1', array( 'x' ) );
		update_option( 'framme_new_addresses', 'yes' );
		update_option( 'frammed_by_somebody_else', 'stays' );
		wp_schedule_single_event( time() + 60, 'framme_ask_again', array( 'x' ) );
		wp_schedule_single_event( time() + 60, 'framme_forget_list', array( 1 ) );
		$ours   = Pretend::add_webhook( array( 'topic' => 'order.updated', 'delivery_url' => self::FRAMME . '/webhooks/x' ) );
		$theirs = Pretend::add_webhook( array( 'topic' => 'order.updated', 'delivery_url' => 'https://other.example/' ) );
		Pretend::$kept->change(
			'api_keys',
			static function () {
				return array(
					1 => array( 'key_id' => 1, 'description' => 'Framme - API (2026)' ),
					2 => array( 'key_id' => 2, 'description' => 'Other' ),
				);
			}
		);
		$this->answer( self::FRAMME . '/shop-api/v1/disconnect', 200, array( 'said' => 'x' ) );
		$this->uninstall();
		$this->assertSame( self::FRAMME . '/shop-api/v1/disconnect', $this->asked[0]['url'] );
		$this->assertSame( array( 'POST', 2.0 ), array( $this->asked[0]['args']['method'], (float) $this->asked[0]['args']['timeout'] ) );
		$this->assertStringStartsWith( 'Bearer ', $this->asked[0]['args']['headers']['Authorization'] );
		$this->assertSame( array( 'frammed_by_somebody_else' ), $this->rows() );
		$this->assertFalse( wp_next_scheduled( 'framme_ask_again', array( 'x' ) ) );
		$this->assertFalse( wp_next_scheduled( 'framme_forget_list', array( 1 ) ) );
		$this->assertNull( wc_get_webhook( $ours ) );
		$this->assertNotNull( wc_get_webhook( $theirs ) );
		$this->assertSame( array( 2 ), array_column( Pretend::$kept->all( 'api_keys' ), 'key_id' ) );
	}

	public function test_framme_being_away_keeps_nothing_back(): void {
		$this->uninstall();
		$this->assertCount( 1, $this->asked );
		$this->assertSame( array(), $this->rows() );
	}

	public function test_without_a_connection_nobody_is_told(): void {
		Framme_Options::disconnect();
		$this->uninstall();
		$this->assertSame( array(), $this->asked );
		$this->assertSame( array(), $this->rows() );
	}

	/**
	 * @dataProvider storages
	 */
	public function test_what_stands_on_orders_stays( string $storage ): void {
		Pretend::$storage = $storage;
		$this->order( array( 'meta' => array( '_framme_parcels' => array( array( 'id' => 'p', 'number' => 'AB1234' ) ), '_framme_stage' => 'packed' ) ) );
		$this->uninstall();
		$this->assertSame( 'packed', Framme_Stages::of( wc_get_order( 31 ) ) );
		$this->assertCount( 1, Framme_Parcels::of( wc_get_order( 31 ) ) );
	}

	public function storages(): array {
		return array(
			'orders of their own' => array( 'hpos' ),
			'orders as posts'     => array( 'posts' ),
		);
	}

	/**
	 * @dataProvider storages
	 */
	public function test_what_stands_on_orders_goes_when_the_shop_says_so( string $storage ): void {
		Pretend::$storage = $storage;
		$this->order( array( 'meta' => array( '_framme_parcels' => array( array( 'id' => 'p', 'number' => 'AB1234' ) ), '_framme_stage' => 'packed', '_framme_delivery_instructions' => 'Ring', '_other' => 'x' ) ) );
		$forget = new ReflectionMethod( 'Framme_Uninstall', 'forget_orders' );
		$forget->setAccessible( true );
		$forget->invoke( null );
		$order = wc_get_order( 31 );
		$this->assertFalse( $order->meta_exists( '_framme_parcels' ) );
		$this->assertFalse( $order->meta_exists( '_framme_stage' ) );
		$this->assertFalse( $order->meta_exists( '_framme_delivery_instructions' ) );
		$this->assertTrue( $order->meta_exists( '_other' ) );
	}

	/** @return list<string>|null What another PHP says; null where none can be started. */
	private function said_by_another_php( array $arguments ): ?array {
		if ( ! function_exists( 'exec' ) ) {
			return null;
		}
		exec( implode( ' ', array_map( 'escapeshellarg', array_merge( array( PHP_BINARY ), $arguments ) ) ), $said, $code );
		$this->assertSame( 0, $code );
		return $said;
	}

	public function test_it_needs_no_part_of_the_plugin_to_be_running(): void {
		$code = <<<'PHP'
			error_reporting( E_ALL );
			require $argv[1];
			update_option( 'framme_connection', array( 'base_url' => 'https://track.example', 'shop_id' => '7', 'secret' => 'x', 'connected_at' => 1 ) );
			add_filter( 'pre_http_request', static function ( $early, $args, $url ) { return new WP_Error( 'x', 'down' ); }, 5, 3 );
			define( 'WP_UNINSTALL_PLUGIN', 'framme/framme.php' );
			define( 'FRAMME_DELETE_ORDER_DATA', true );
			Pretend::$storage = 'hpos';
			require $argv[2];
			echo get_option( 'framme_connection' ) ? 'kept' : 'forgotten';
PHP;
		$said = $this->said_by_another_php( array( '-r', $code, '--', ABSPATH . 'load.php', FRAMME_FOLDER . 'uninstall.php' ) );
		$this->assertContains( $said, array( null, array( 'forgotten' ) ) );
	}

	public function test_nobody_can_open_it_in_a_browser(): void {
		$this->assertContains( $this->said_by_another_php( array( FRAMME_FOLDER . 'uninstall.php' ) ), array( null, array() ) );
	}
}
