<?php
/**
 * The page in wp-admin: connecting, tabs, forms, disconnecting.
 *
 * @package Framme
 */

final class AdminPageTest extends PretendTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->log_in( 1 );
	}

	/** Send a form of the page; returns where it goes, or the page with its errors. */
	private function sent( string $form, array $more = array(), string $tab = '' ): string {
		$this->post( $more + array( 'framme_form' => $form, '_wpnonce' => wp_create_nonce( 'framme_' . $form ) ) );
		try {
			$html  = $this->admin_page( 'framme', array_filter( array( 'tab' => $tab ) ) );
			$_POST = array();
			return $html;
		} catch ( Pretend_Redirect $redirect ) {
			$_POST = array();
			return $redirect->location;
		}
	}

	public function test_the_page_is_for_whoever_manages_the_shop(): void {
		$this->log_in_as( 'customer' );
		try {
			$this->admin_page( 'framme' );
			$this->fail( 'refused' );
		} catch ( Pretend_Died $died ) {
			$this->assertSame( 403, $died->status );
		}
	}

	public function test_a_shop_manager_may_connect_the_shop(): void {
		$this->log_in_as( 'shop_manager' );
		$this->assertStringContainsString( 'Connect your shop', $this->admin_page( 'framme' ) );
	}

	public function test_before_connecting_nothing_is_asked_and_all_is_said(): void {
		$html = $this->admin_page( 'framme' );
		$this->assertSame( array(), $this->asked );
		$this->assertStringContainsString( 'What is sent to Framme, and when', $html );
		$this->assertStringContainsString( 'Before you connect: nothing.', $html );
		$this->assertStringNotContainsString( '/connect/woocommerce', $html, 'there is no address yet' );
		$this->assertStringNotContainsString( 'tab=settings', $html );
		$this->assertTrue( wp_script_is( 'framme-admin', 'enqueued' ) );
	}

	public function test_the_button_takes_the_merchant_to_framme(): void {
		$this->assertStringContainsString( 'framme_done=address', $this->sent( 'address', array( 'base_url' => ' https://Track.Example/ ' ) ) );
		$html = $this->admin_page( 'framme', array( 'framme_done' => 'address' ) );
		$this->assertStringContainsString( 'The address has been saved.', $html );
		$this->assertStringContainsString( '<form method="post" target="_top" action="https://track.example/connect/woocommerce">', $html );
		$this->assertStringContainsString( 'name="site" value="' . home_url() . '"', $html );
		$this->assertStringContainsString( 'name="back" value="' . admin_url( 'admin.php?page=framme' ) . '"', $html );
	}

	/**
	 * @dataProvider addresses
	 */
	public function test_an_address_that_cannot_be_frammes_is_refused_beside_its_field( string $typed, string $why ): void {
		$html = $this->sent( 'address', array( 'base_url' => $typed ) );
		$this->assertStringContainsString( 'id="framme-error-base_url"', $html );
		$this->assertStringContainsString( $why, $html );
		$this->assertStringContainsString( 'aria-invalid="true"', $html );
		$this->assertStringNotContainsString( '<script>alert', $html );
		$this->assertSame( '', Framme_Options::base_url() );
	}

	public function addresses(): array {
		return array(
			array( '', 'Enter a whole address' ),
			array( 'track.example', 'Enter a whole address' ),
			array( '"><script>alert(1)</script>', 'Enter a whole address' ),
			array( 'https://me:secret@track.example', 'Enter a whole address' ),
			array( 'http://track.example', 'has to begin with https://' ),
		);
	}

	public function test_the_shops_own_address_is_not_frammes(): void {
		Pretend::$site['home'] = 'https://harbour.example';
		$this->assertStringContainsString( 'your own shop', $this->sent( 'address', array( 'base_url' => 'https://harbour.example/' ) ) );
	}

	public function test_a_developer_may_do_without_https(): void {
		putenv( 'WP_ENVIRONMENT_TYPE=local' );
		$this->sent( 'address', array( 'base_url' => 'http://track.example:8000' ) );
		putenv( 'WP_ENVIRONMENT_TYPE' );
		$this->assertSame( 'http://track.example:8000', Framme_Options::base_url() );
	}

	public function test_the_address_of_a_connected_shop_stays(): void {
		$this->connect();
		Framme_Options::change( array( 'base_url' => self::FRAMME ) );
		$this->sent( 'address', array( 'base_url' => 'https://other.example' ) );
		$this->assertSame( self::FRAMME, Framme_Options::base_url() );
	}

	/**
	 * @dataProvider outcomes
	 */
	public function test_whoever_comes_back_is_told_how_it_went( string $how, bool $connected, string $said ): void {
		if ( $connected ) {
			$this->connect();
		}
		$html = $this->admin_page( 'framme', array( 'framme_connect' => $how ) );
		$this->assertSame( '' !== $said, false !== strpos( $html, 'is-dismissible' ) );
		$this->assertStringContainsString( $said, $html );
		$this->assertStringNotContainsString( '<script>alert', $html );
	}

	public function outcomes(): array {
		return array(
			array( 'connected', true, 'Your shop is connected.' ),
			array( 'connected', false, 'in touch with this shop in a moment' ),
			array( 'denied', false, 'You did not let Framme in' ),
			array( 'failed', false, 'Connecting did not work.' ),
			array( '<script>alert(1)</script>', false, '' ),
		);
	}

	public function test_a_form_without_its_nonce_does_nothing(): void {
		foreach ( array_keys( Framme_Forms::TAKERS ) as $form ) {
			$this->post( array( 'framme_form' => $form, '_wpnonce' => wp_create_nonce( 'framme_other' ), 'base_url' => self::FRAMME ) );
			try {
				$this->admin_page( 'framme' );
				$this->fail( $form );
			} catch ( Pretend_Died $died ) {
				$this->assertSame( 403, $died->status, $form );
			}
		}
		$this->assertSame( '', Framme_Options::base_url() );
	}

	public function test_a_form_nobody_knows_or_nobody_may_send_does_nothing(): void {
		try {
			$this->sent( 'anything' );
			$this->fail( 'refused' );
		} catch ( Pretend_Died $died ) {
			$this->assertSame( 403, $died->status );
		}
		$this->log_in_as( 'customer' );
		$this->post( array( 'framme_form' => 'address', '_wpnonce' => wp_create_nonce( 'framme_address' ), 'base_url' => self::FRAMME ) );
		$this->expectException( Pretend_Died::class );
		Framme_Forms::take();
	}

	public function test_the_display_is_chosen(): void {
		$page = Pretend::add_page( 'Where is it?', '[framme_order_tracking]', 'where' );
		$this->assertStringContainsString( 'framme_done=saved', $this->sent( 'display', array( 'account_tab' => '1', 'tracking_page_id' => (string) $page ), 'display' ) );
		$this->assertTrue( Framme_Options::is_on( 'account_tab' ) );
		$this->assertFalse( Framme_Options::is_on( 'in_mails' ) );
		$this->assertSame( get_permalink( $page ), Framme_Options::tracking_url() );
		$html = $this->admin_page( 'framme', array( 'tab' => 'display' ) );
		$this->assertMatchesRegularExpression( '/name="account_tab" value="1" checked/', $html );
		$this->assertMatchesRegularExpression( '/name="in_mails" value="1">/', $html );
		$this->assertStringContainsString( 'Look at the page', $html );
	}

	public function test_a_page_that_is_not_there_is_refused_beside_its_field(): void {
		$html = $this->sent( 'display', array( 'tracking_page_id' => '4711' ), 'display' );
		$this->assertStringContainsString( 'id="framme-error-tracking_page_id"', $html );
		$this->assertTrue( Framme_Options::is_on( 'in_mails' ), 'nothing was saved' );
		$this->assertDoesNotMatchRegularExpression( '/name="in_mails" value="1" checked/', $html );
	}

	public function test_the_settings_are_framed_with_a_fresh_token_each_time(): void {
		$this->connect();
		$this->in_language( 'sv_SE' );
		preg_match( '/<iframe[^>]* src="([^"]+)"/', $this->admin_page( 'framme', array( 'tab' => 'settings' ) ), $found );
		preg_match( '/<iframe[^>]* src="([^"]+)"/', $this->admin_page( 'framme', array( 'tab' => 'settings' ) ), $again );
		$this->assertNotSame( $found[1], $again[1] );
		$address = html_entity_decode( $found[1], ENT_QUOTES );
		$this->assertStringStartsWith( self::FRAMME . '/settings?framed=', $address );
		parse_str( (string) wp_parse_url( $address, PHP_URL_QUERY ), $query );
		$this->assertSame( 'sv_SE', $query['locale'] );
		$claims = json_decode( base64_decode( strtr( explode( '.', $query['framed'] )[1], '-_', '+/' ) ), true );
		$this->assertSame( 'merchant:1', $claims['sub'] );
		$this->assertSame( 60, $claims['exp'] - $claims['iat'] );
		$this->assertStringStartsWith( $claims['origin'] . '/', admin_url() );
	}

	public function test_the_frame_gets_a_new_address_when_it_asks(): void {
		$this->connect();
		$html = $this->admin_page( 'framme', array( 'tab' => 'settings' ) );
		$this->assertStringContainsString( 'title="', $html );
		$this->assertStringContainsString( 'data-framme-origin="https://track.example"', $html );
		$sent = $this->submit( 'admin-ajax.php', array( 'action' => 'framme_frame', 'nonce' => wp_create_nonce( 'framme_frame' ) ) );
		$this->assertStringStartsWith( self::FRAMME . '/settings?framed=', $sent->data['data']['src'] );
		$this->assertSame( 403, $this->submit( 'admin-ajax.php', array( 'action' => 'framme_frame', 'nonce' => 'x' ) )->status );
		Framme_Options::disconnect();
		$this->assertSame( 409, $this->submit( 'admin-ajax.php', array( 'action' => 'framme_frame', 'nonce' => wp_create_nonce( 'framme_frame' ) ) )->status );
		$this->log_in_as( 'customer' );
		$this->assertSame( 403, $this->submit( 'admin-ajax.php', array( 'action' => 'framme_frame', 'nonce' => wp_create_nonce( 'framme_frame' ) ) )->status );
	}

	public function test_disconnecting_tells_framme_and_tidies_up(): void {
		$this->connect();
		Framme_Options::change( array( 'base_url' => self::FRAMME ) );
		$ours   = Pretend::add_webhook( array( 'topic' => 'order.updated', 'delivery_url' => self::FRAMME . '/webhooks/woocommerce/abc' ) );
		$theirs = Pretend::add_webhook( array( 'topic' => 'order.updated', 'delivery_url' => 'https://track.example.other.example/x' ) );
		$this->answer( self::FRAMME . '/shop-api/v1/disconnect', 200, array( 'said' => 'The shop is disconnected.' ) );
		$this->assertStringContainsString( 'framme_done=disconnected', $this->sent( 'disconnect' ) );
		$this->assertSame( 'POST', $this->asked[0]['args']['method'] );
		$this->assertFalse( Framme_Options::connected() );
		$this->assertNull( wc_get_webhook( $ours ) );
		$this->assertNotNull( wc_get_webhook( $theirs ) );
		$this->assertSame( self::FRAMME, Framme_Options::base_url(), 'connecting again needs no typing' );
		$this->assertStringContainsString( 'Your shop is disconnected.', $this->admin_page( 'framme', array( 'framme_done' => 'disconnected' ) ) );
	}

	public function test_disconnecting_works_while_framme_is_away(): void {
		$this->connect();
		$this->assertStringContainsString( 'framme_done=disconnected_alone', $this->sent( 'disconnect' ) );
		$this->assertFalse( Framme_Options::connected() );
		$this->assertStringContainsString( 'It could not be told', $this->admin_page( 'framme', array( 'framme_done' => 'disconnected_alone' ) ) );
	}

	public function test_the_keys_made_for_framme_go_and_others_stay(): void {
		$this->connect();
		Pretend::$kept->change(
			'api_keys',
			static function () {
				return array(
					1 => array( 'key_id' => 1, 'description' => 'Framme - API (2026-11-28 12:00:00)' ),
					2 => array( 'key_id' => 2, 'description' => 'My app for Framme - API' ),
				);
			}
		);
		$this->sent( 'disconnect' );
		$this->assertSame( array( 2 ), array_column( Pretend::$kept->all( 'api_keys' ), 'key_id' ) );
	}

	public function test_the_list_of_plugins_leads_to_the_page(): void {
		$links = apply_filters( 'plugin_action_links_' . plugin_basename( FRAMME_FILE ), array( 'deactivate' => 'x' ) );
		$this->assertStringContainsString( 'page=framme', $links['framme'] );
	}

	public function test_our_style_and_script_stay_on_our_screens(): void {
		set_current_screen( 'dashboard' );
		do_action( 'admin_enqueue_scripts', 'index.php' );
		$this->assertFalse( wp_script_is( 'framme-admin', 'enqueued' ) );
	}
}
