<?php
/**
 * The pretend WordPress does what the real one does, where the plugin leans on it.
 *
 * @package Framme
 */

// phpcs:disable

final class PretendWordPressTest extends PretendTestCase {

	/** @var list<string> Files to be removed. */
	private $files = array();

	public function test_hooks_are_called_in_order_with_as_many_arguments_as_they_take(): void {
		$said = array();
		foreach ( array( array( 'late', 20, 1 ), array( 'first', 5, 2 ), array( 'second', 5, 0 ) ) as list( $name, $priority, $takes ) ) {
			add_action(
				'x',
				static function ( ...$given ) use ( &$said, $name ) {
					$said[] = array( $name, $given );
				},
				$priority,
				$takes
			);
		}
		do_action( 'x', 1, 2, 3 );
		$this->assertSame( array( array( 'first', array( 1, 2 ) ), array( 'second', array() ), array( 'late', array( 1 ) ) ), $said );
		$this->assertSame( 1, did_action( 'x' ) );
		$this->assertFalse( doing_action( 'x' ) );
	}

	public function test_a_hook_may_be_taken_away_and_added_while_it_is_done(): void {
		$said = array();
		$late = static function () use ( &$said ) {
			$said[] = 'late';
		};
		add_action( 'x', static function () use ( $late ) { remove_action( 'x', $late, 30 ); add_action( 'x', $late, 40 ); }, 10 );
		add_action( 'x', $late, 30 );
		do_action( 'x' );
		$this->assertSame( array( 'late' ), $said );
		$this->assertSame( 40, has_action( 'x', $late ) );
	}

	public function test_a_filter_changes_the_first_argument_only(): void {
		add_filter( 'x', static function ( $value, $more ) { return $value . $more; }, 10, 2 );
		add_filter( 'x', 'strtoupper' );
		$this->assertSame( 'AB', apply_filters( 'x', 'a', 'b' ) );
	}

	public function test_a_transient_ends_and_an_option_stays(): void {
		set_transient( 'framme_x', array( 'a' => 1 ), 60 );
		update_option( 'framme_y', array( 'b' => 2 ), false );
		$this->pass( 59 );
		$this->assertSame( array( 'a' => 1 ), get_transient( 'framme_x' ) );
		$this->pass( 2 );
		$this->assertFalse( get_transient( 'framme_x' ) );
		$this->assertSame( array( 'b' => 2 ), get_option( 'framme_y' ) );
		$this->assertArrayNotHasKey( 'framme_y', wp_load_alloptions() );
		$this->assertFalse( update_option( 'framme_y', array( 'b' => 2 ) ), 'an update that changes nothing says so' );
	}

	public function test_a_nonce_is_one_user_s_for_one_thing_for_a_day(): void {
		$this->log_in( 1 );
		$nonce = wp_create_nonce( 'a' );
		$this->assertSame( 1, wp_verify_nonce( $nonce, 'a' ) );
		$this->assertFalse( wp_verify_nonce( $nonce, 'b' ) );
		$this->assertFalse( wp_verify_nonce( '', 'a' ) );
		$this->log_in( 2 );
		$this->assertFalse( wp_verify_nonce( $nonce, 'a' ) );
		$this->log_in( 1 );
		$this->pass( DAY_IN_SECONDS );
		$this->assertFalse( wp_verify_nonce( $nonce, 'a' ) );
	}

	/** @dataProvider escaped */
	public function test_texts_are_escaped_and_cleaned_as_wordpress_does( string $function, array $given, string $expected ): void {
		$this->assertSame( $expected, $function( ...$given ) );
	}

	public function escaped(): array {
		return array(
			array( 'esc_html', array( '<a href="x">\'&amp;&</a>' ), '&lt;a href=&quot;x&quot;&gt;&#039;&amp;&amp;&lt;/a&gt;' ),
			array( 'esc_url', array( 'https://a.example/?b=1&c=\'2\'' ), 'https://a.example/?b=1&#038;c=&#039;2&#039;' ),
			array( 'esc_url', array( 'javascript:alert(1)' ), '' ),
			array( 'esc_url', array( 'java script:alert(1)' ), '' ),
			array( 'esc_url', array( 'mailto:a@b.example', array( 'https' ) ), '' ),
			array( 'esc_url', array( 'a.example' ), 'http://a.example' ),
			array( 'esc_url_raw', array( 'https://a.example/?b=1&c=2' ), 'https://a.example/?b=1&c=2' ),
			array( 'wp_kses_post', array( '<p class="a" onclick="x">b <script>c</script><a href="javascript:d">e</a></p>' ), '<p class="a">b c<a href="d">e</a></p>' ),
			array( 'wp_kses', array( '<b>a</b><i>b</i>', array( 'b' => array() ) ), '<b>a</b>b' ),
			array( 'wp_strip_all_tags', array( 'a <b>b</b><style>c</style>' ), 'a b' ),
			array( 'sanitize_text_field', array( "  a\n<b>b</b>\t%41 c " ), 'a b c' ),
			array( 'sanitize_textarea_field', array( "a\nb" ), "a\nb" ),
			array( 'sanitize_key', array( 'Ab-c_d e!' ), 'ab-c_de' ),
			array( 'sanitize_email', array( 'a (b)@c.example' ), 'ab@c.example' ),
			array( 'wp_unslash', array( "it\\'s" ), "it's" ),
			array( 'add_query_arg', array( array( 'a' => '1', 'b' => false ), 'https://x.example/?b=2&c=3#d' ), 'https://x.example/?c=3&a=1#d' ),
			array( 'do_blocks', array( "a<!-- wp:nobody/knows -->b<!-- /wp:nobody/knows -->c" ), 'abc' ),
		);
	}

	public function test_shortcodes_get_their_attributes(): void {
		add_shortcode( 'x', static function ( $given ) { return json_encode( shortcode_atts( array( 'a' => '1', 'b' => '2' ), $given, 'x' ) ); } );
		$this->assertSame( '{"a":"5 6","b":"2"} and {"a":"1","b":"2"}', do_shortcode( '[x a="5 6" c=7] and [x]' ) );
		$this->assertSame( '[unknown]', do_shortcode( '[unknown]' ) );
	}

	public function test_compiled_and_written_catalogues_say_the_same(): void {
		$written = new Pretend_Catalogue( $this->file( '.po', "msgid \"\"\nmsgstr \"\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\nmsgctxt \"c\"\nmsgid \"a\"\nmsgstr \"\"\n\"b \\\"q\\\"\"\n\nmsgid \"one\"\nmsgid_plural \"many\"\nmsgstr[0] \"en\"\nmsgstr[1] \"fler\"\n\nmsgid \"untold\"\nmsgstr \"\"\n" ) );
		$texts   = array( '' => "Plural-Forms: nplurals=2; plural=(n != 1);\n", "c\4a" => 'b "q"', "one\0many" => "en\0fler" );
		$compiled = new Pretend_Catalogue( $this->file( '.mo', $this->compiled( $texts ) ) );
		$this->assertSame( array( 'b "q"' ), $written->said[ "c\4a" ] );
		$this->assertSame( $written->said, $compiled->said );
		$this->assertSame( array( 1, 0, 1 ), array_map( array( $compiled, 'form' ), array( 0, 1, 2 ) ) );
	}

	private function file( string $ends, string $content ): string {
		$path = sys_get_temp_dir() . '/framme-' . bin2hex( random_bytes( 8 ) ) . $ends;
		file_put_contents( $path, $content );
		$this->files[] = $path;
		return $path;
	}

	protected function tearDown(): void {
		array_map( 'unlink', $this->files );
		parent::tearDown();
	}

	private function compiled( array $texts ): string {
		$place = 28 + 16 * count( $texts );
		$from  = $to = $bytes = '';
		foreach ( array( array_keys( $texts ), array_values( $texts ) ) as $n => $all ) {
			foreach ( $all as $text ) {
				$row    = pack( 'VV', strlen( $text ), $place + strlen( $bytes ) );
				$bytes .= $text . "\0";
				0 === $n ? $from .= $row : $to .= $row;
			}
		}
		return pack( 'V7', 0x950412de, 0, count( $texts ), 28, 28 + 8 * count( $texts ), 0, 0 ) . $from . $to . $bytes;
	}

	public function test_the_user_s_language_is_for_the_back_office_only(): void {
		$this->in_language( 'sv_SE' );
		$this->log_in( 1 );
		update_user_meta( 1, 'locale', 'it_IT' );
		$this->assertSame( 'sv_SE', determine_locale() );
		set_current_screen( 'dashboard' );
		$this->assertSame( 'it_IT', determine_locale() );
		switch_to_locale( 'es_ES' );
		$this->assertSame( 'es_ES', determine_locale() );
		restore_previous_locale();
		$this->assertSame( 'it_IT', determine_locale() );
	}

	public function test_a_route_checks_who_asks_and_what_with(): void {
		add_action(
			'rest_api_init',
			static function () {
				$route = array(
					'methods'             => 'POST',
					'callback'            => static function ( $request ) { return array( 'n' => $request['n'] ); },
					'permission_callback' => static function () { return current_user_can( 'manage_woocommerce' ); },
					'args'                => array( 'n' => array( 'type' => 'integer', 'required' => true ) ),
				);
				register_rest_route( 'x/v1', '/y', $route );
			}
		);
		$this->assertSame( 'rest_missing_callback_param', $this->rest( 'POST', '/x/v1/y' )->get_data()['code'] );
		$this->assertSame( 400, $this->rest( 'POST', '/x/v1/y', array( 'n' => 'a' ) )->get_status() );
		$this->assertSame( 401, $this->rest( 'POST', '/x/v1/y', array( 'n' => '7' ) )->get_status() );
		$this->log_in( 2 );
		$this->assertSame( 403, $this->rest( 'POST', '/x/v1/y', array( 'n' => '7' ) )->get_status() );
		$this->log_in( 1 );
		$this->assertSame( array( 'n' => 7 ), $this->rest( 'POST', '/x/v1/y', array( 'n' => '7' ) )->get_data() );
		$this->assertSame( 404, $this->rest( 'GET', '/x/v1/y' )->get_status() );
	}

	public function test_an_order_keeps_what_is_saved_and_tells_of_it(): void {
		$order = $this->order();
		$told  = array();
		foreach ( array( 'woocommerce_update_order', 'woocommerce_order_status_changed', 'woocommerce_trash_order' ) as $hook ) {
			add_action( $hook, static function () use ( &$told, $hook ) { $told[] = $hook; } );
		}
		$order->update_meta_data( 'a', array( 1 ) );
		$this->assertSame( '', wc_get_order( 31 )->get_meta( 'a' ) );
		$order->set_status( 'wc-completed' );
		$order->save();
		$this->assertSame( array( 1 ), wc_get_order( 31 )->get_meta( 'a' ) );
		$this->assertSame( 'completed', wc_get_order( 31 )->get_status() );
		$order->delete();
		$this->assertSame( array( 'woocommerce_update_order', 'woocommerce_order_status_changed', 'woocommerce_trash_order' ), $told );
		$this->assertTrue( wc_get_order( 31 )->untrash() );
		$this->assertSame( 'completed', wc_get_order( 31 )->get_status() );
		wc_get_order( 31 )->delete( true );
		$this->assertFalse( wc_get_order( 31 ) );
	}

	public function test_another_customer_s_order_is_not_shown(): void {
		$order = $this->order( array( 'customer_id' => 2 ) );
		$this->log_in( 3 );
		$this->assertStringContainsString( 'Invalid order.', $this->account_page( 'view-order', '31' ) );
		$this->assertStringNotContainsString( 'Blue mug', $this->thank_you( $order, 'wrong' ) );
		$this->assertStringNotContainsString( 'Blue mug', $this->tracked( $order, 'other@example.com' ) );
		$this->log_in( 2 );
		$this->assertStringContainsString( 'Blue mug', $this->account_page( 'view-order', '31' ) );
	}

	public function test_what_is_due_is_done_once(): void {
		$done = 0;
		add_action( 'framme_x', static function ( $a ) use ( &$done ) { $done += $a; } );
		$this->assertTrue( wp_schedule_single_event( time(), 'framme_x', array( 1 ) ) );
		$this->assertFalse( wp_schedule_single_event( time(), 'framme_x', array( 1 ) ) );
		wp_schedule_single_event( time() + 3600, 'framme_x', array( 10 ) );
		$this->run_schedule();
		$this->run_schedule();
		$this->assertSame( 1, $done );
		$this->pass( 3601 );
		$this->run_schedule();
		$this->assertSame( 11, $done );
	}
}
