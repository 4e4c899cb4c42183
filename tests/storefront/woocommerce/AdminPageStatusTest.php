<?php
/**
 * The page in wp-admin: how the connection stands, and whether everything works.
 *
 * @package Framme
 */

final class AdminPageStatusTest extends PretendTestCase {

	const STATUS = self::FRAMME . '/shop-api/v1/status';

	protected function setUp(): void {
		parent::setUp();
		$this->log_in( 1 );
		$this->connect();
	}

	/** @return array<string, mixed> */
	private function told( array $changes = array() ): array {
		return $changes + array(
			'shop'     => array( 'id' => '7', 'name' => 'Harbour', 'domain' => 'harbour.example' ),
			'access'   => 'ok',
			'webhooks' => array( 'checked_at' => '2026-11-28T12:00:00+00:00' ),
			'orders'   => array( 'state' => 'running', 'read' => 123, 'expected' => 400 ),
			'figures'  => array( array( 'label' => 'Parcels followed', 'value' => '1,234' ) ),
			'notices'  => array( array( 'tone' => 'critical', 'text' => 'A carrier has no key.' ) ),
		);
	}

	public function test_what_framme_tells_is_shown(): void {
		$this->answer( self::STATUS, 200, $this->told() );
		$html = $this->admin_page( 'framme' );
		foreach ( array( 'Harbour', '123 orders read so far', '<progress max="400" value="123"', 'Parcels followed', '1,234', 'in order', 'notice-error inline', 'A carrier has no key.' ) as $part ) {
			$this->assertStringContainsString( $part, $html );
		}
		$this->assertStringNotContainsString( 'Connect anew', $html );
		$this->assertStringContainsString( 'lang=', $this->asked[0]['url'] );
	}

	public function test_it_is_asked_at_most_once_a_minute(): void {
		$this->answer( self::STATUS, 200, $this->told() );
		$this->admin_page( 'framme' );
		$this->admin_page( 'framme' );
		$this->assertCount( 1, $this->asked );
	}

	public function test_when_framme_is_away_the_page_is_calm(): void {
		$html = $this->admin_page( 'framme' );
		$this->assertStringContainsString( 'Framme does not answer at the moment. Your shop works as usual', $html );
		$this->assertStringContainsString( 'Disconnect this shop', $html );
	}

	public function test_access_that_was_taken_away_can_be_given_anew(): void {
		Framme_Options::change( array( 'base_url' => self::FRAMME ) );
		foreach ( array( 'refused', 'none', 'anything' ) as $access ) {
			$this->answer( self::STATUS, 200, $this->told( array( 'access' => $access ) ) );
			$this->pass( 61 );
			delete_transient( 'framme_pause' );
			Pretend::$kept->change(
				'options',
				static function ( array $all ) {
					return array_filter(
						$all,
						static function ( $name ) {
							return 0 !== strpos( $name, '_transient_framme_a_' );
						},
						ARRAY_FILTER_USE_KEY
					);
				}
			);
			$html = $this->admin_page( 'framme' );
			$this->assertStringContainsString( 'Connect anew', $html, $access );
			$this->assertStringContainsString( 'action="https://track.example/connect/woocommerce"', $html );
		}
	}

	public function test_a_secret_that_is_no_good_any_more_is_said_and_can_be_renewed(): void {
		$this->answer( self::STATUS, 401, array( 'error' => 'The clock of the shop’s server is wrong.' ) );
		$html = $this->admin_page( 'framme' );
		$this->assertStringContainsString( 'The clock of the shop’s server is wrong.', $html );
		$this->assertStringContainsString( 'Connect anew', $html );
	}

	/**
	 * @dataProvider hostile
	 */
	public function test_nothing_framme_says_can_become_markup_or_break_the_page( array $told ): void {
		$this->answer( self::STATUS, 200, $told );
		$html = $this->admin_page( 'framme' );
		$this->assertStringNotContainsString( '<script>alert', $html );
		$this->assertStringNotContainsString( '<img', $html );
		$this->assertStringContainsString( 'Disconnect this shop', $html );
	}

	public function hostile(): array {
		$evil = '"><script>alert(1)</script><img src=x>';
		return array(
			array( array( 'x' => 1 ) ),
			array( array( 'shop' => $evil, 'access' => array(), 'webhooks' => 7, 'orders' => 'x', 'figures' => 'x', 'notices' => array( 'x', 1 ) ) ),
			array( array( 'shop' => array( 'name' => $evil ), 'access' => $evil, 'webhooks' => array( 'checked_at' => $evil ), 'orders' => array( 'state' => $evil, 'read' => $evil, 'expected' => -1 ), 'figures' => array( array( 'label' => $evil, 'value' => $evil ) ), 'notices' => array( array( 'tone' => $evil, 'text' => $evil ) ) ) ),
		);
	}

	public function test_the_button_of_the_test_answers_with_every_check(): void {
		$this->answer( self::STATUS, 200, $this->told() );
		$this->answer( rest_url(), 200, array( 'namespaces' => array( 'wp/v2', 'wc/v3', 'wc-framme/v1' ) ) );
		$this->answer( admin_url( 'admin-ajax.php' ), 200, array( 'success' => true, 'data' => array( 'heard' => true ) ) );
		$sent = $this->submit( 'admin-ajax.php', array( 'action' => 'framme_test', 'nonce' => wp_create_nonce( 'framme_test' ) ) );
		$html = $sent->data['data']['html'];
		$this->assertSame( 6, substr_count( $html, '<li ' ) );
		$this->assertStringContainsString( 'Framme has answered within', $html );
		$this->assertStringContainsString( 'Keys reach WooCommerce.', $html );
		$basic = end( $this->asked )['args']['headers']['Authorization'];
		$this->assertStringNotContainsString( Framme_Options::connection()['secret'], $basic );
	}

	public function test_the_test_needs_its_nonce_and_the_right(): void {
		$this->assertSame( 403, $this->submit( 'admin-ajax.php', array( 'action' => 'framme_test', 'nonce' => 'x' ) )->status );
		$this->log_in_as( 'customer' );
		$this->assertSame( 403, $this->submit( 'admin-ajax.php', array( 'action' => 'framme_test', 'nonce' => wp_create_nonce( 'framme_test' ) ) )->status );
		$this->assertSame( array(), $this->asked );
	}

	/** @return array<string, array{string, string}> State and sentence by name. */
	private function results(): array {
		$results = array();
		foreach ( Framme_Connection_Test::results() as list( $name, $state, $said ) ) {
			$results[ $name ] = array( $state, $said );
		}
		return $results;
	}

	public function test_each_thing_that_does_not_work_is_named_with_what_to_do(): void {
		update_option( 'permalink_structure', '' );
		Pretend::$site['home'] = 'http://harbour.example';
		wp_schedule_single_event( time() - 7200, 'something' );
		$this->answer( self::STATUS, 500, array( 'error' => 'x' ) );
		$this->answer( rest_url(), 401, array( 'code' => 'rest_cannot' ) );
		$this->answer( admin_url( 'admin-ajax.php' ), 200, array( 'success' => true, 'data' => array( 'heard' => false ) ) );
		$results = $this->results();
		$this->assertSame( array( 'bad', 'warn', 'bad', 'bad', 'bad', 'warn' ), array_column( $results, 0 ) );
		$this->assertStringContainsString( '(500)', $results['The way to Framme'][1] );
		$this->assertStringContainsString( 'plain permalinks', $results['Permalinks'][1] );
		$this->assertStringContainsString( 'Scheduled work has been waiting', $results['WP-Cron'][1] );
		$this->assertStringContainsString( 'security plugin', $results['REST API'][1] );
		$this->assertStringContainsString( 'CGIPassAuth', $results['Authorization header'][1] );
	}

	public function test_a_shop_that_cannot_reach_itself_is_a_hint_only(): void {
		$results = $this->results();
		$this->assertSame( 'bad', $results['The way to Framme'][0] );
		$this->assertSame( array( 'warn', 'warn' ), array( $results['REST API'][0], $results['Authorization header'][0] ) );
	}

	public function test_a_rest_api_that_is_another_page_or_lacks_a_part_is_said(): void {
		$this->answer( rest_url(), 200, array( 'x' => 1 ) );
		$this->assertStringContainsString( 'does not answer as it should', $this->results()['REST API'][1] );
		$this->answer( rest_url(), 200, array( 'namespaces' => array( 'wp/v2', 'wc-framme/v1' ) ) );
		$this->assertStringContainsString( 'is missing', $this->results()['REST API'][1] );
	}

	public function test_the_shop_answers_itself_whether_keys_come_through(): void {
		$this->log_in( 0 );
		$_SERVER['PHP_AUTH_USER'] = 'framme-test';
		$this->assertTrue( $this->submit( 'admin-ajax.php', array( 'action' => 'framme_heard' ) )->data['data']['heard'] );
		unset( $_SERVER['PHP_AUTH_USER'] );
		$this->assertFalse( $this->submit( 'admin-ajax.php', array( 'action' => 'framme_heard' ) )->data['data']['heard'] );
	}

	public function test_without_a_connection_framme_is_not_asked(): void {
		Framme_Options::disconnect();
		$this->assertArrayNotHasKey( 'The way to Framme', $this->results() );
		$this->assertStringContainsString( 'Test the connection', $this->admin_page( 'framme' ) );
		foreach ( $this->asked as $asked ) {
			$this->assertStringStartsNotWith( self::FRAMME, $asked['url'] );
		}
	}
}
