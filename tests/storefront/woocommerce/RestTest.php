<?php
/**
 * What Framme asks and tells the plugin.
 *
 * @package Framme
 */

final class RestTest extends PretendTestCase {

	const SECRET = 'aB3-_aB3-_aB3-_aB3-_aB3-_aB3-_aB3-_aB3-_xyz';

	protected function setUp(): void {
		parent::setUp();
		Framme_Options::change( array( 'base_url' => self::FRAMME ) );
		$this->log_in( 1 );
	}

	/** @return array<string, mixed> */
	private function introduction( array $changes = array() ): array {
		return $changes + array( 'base_url' => self::FRAMME, 'shop_id' => '7', 'secret' => self::SECRET );
	}

	public function test_framme_introduces_itself_and_gets_the_facts(): void {
		$answer = $this->rest( 'PUT', '/wc-framme/v1/connection', $this->introduction( array( 'base_url' => self::FRAMME . '/' ) ) );
		$this->assertSame( 200, $answer->get_status() );
		$this->assertTrue( Framme_Options::connected() );
		$kept = Framme_Options::connection();
		$this->assertSame( array( self::FRAMME, '7', self::SECRET ), array( $kept['base_url'], $kept['shop_id'], $kept['secret'] ) );
		$facts = $answer->get_data();
		$this->assertSame( substr( hash( 'sha256', self::SECRET ), 0, 16 ), $facts['secret_check'] );
		$this->assertStringNotContainsString( self::SECRET, wp_json_encode( $facts ) );
	}

	/**
	 * @dataProvider storages
	 */
	public function test_the_facts_are_those_framme_expects( string $storage ): void {
		Pretend::$storage = $storage;
		$facts            = $this->rest( 'GET', '/wc-framme/v1/facts' )->get_data();
		$this->assertEqualsCanonicalizing(
			array( 'plugin', 'woocommerce', 'wordpress', 'php', 'storage', 'home_url', 'admin_url', 'account_url', 'tracking_url', 'name', 'email', 'locale', 'locales', 'time_zone', 'currency', 'cron_disabled', 'fulfillments', 'secret_check' ),
			array_keys( $facts )
		);
		$this->assertSame( $storage, $facts['storage'] );
		$this->assertSame( FRAMME_VERSION, $facts['plugin'] );
		$this->assertSame( '', $facts['secret_check'] );
		$this->assertSame( '', $facts['tracking_url'] );
		$this->assertSame( array( $facts['locale'] ), $facts['locales'] );
		$this->assertStringEndsWith( '/wp-admin/admin.php?page=framme', $facts['admin_url'] );
		$this->assertFalse( $facts['fulfillments'] );
		$this->assertFalse( $facts['cron_disabled'] );
	}

	public function storages(): array {
		return array(
			'orders of their own' => array( 'hpos' ),
			'orders as posts'     => array( 'posts' ),
		);
	}

	public function test_a_site_of_several_languages_may_say_so(): void {
		add_filter(
			'framme_locales',
			static function () {
				return array( 'sv_SE', 'en_GB', '' );
			}
		);
		$this->in_language( 'sv_SE' );
		$this->assertSame( array( 'sv_SE', 'en_GB' ), Framme_Facts::all()['locales'] );
	}

	public function test_another_framme_is_refused(): void {
		foreach ( array( 'https://other.example', 'http://track.example', 'https://track.example.evil.example', 'https://track.example/x' ) as $other ) {
			$answer = $this->rest( 'PUT', '/wc-framme/v1/connection', $this->introduction( array( 'base_url' => $other ) ) );
			$this->assertSame( 409, $answer->get_status(), $other );
			$this->assertSame( 'framme_other_address', $answer->get_data()['code'] );
		}
		$this->assertFalse( Framme_Options::connected() );
	}

	public function test_nobody_is_let_in_before_the_merchant_has_entered_an_address(): void {
		Framme_Options::change( array( 'base_url' => '' ) );
		$this->assertSame( 409, $this->rest( 'PUT', '/wc-framme/v1/connection', $this->introduction() )->get_status() );
	}

	/**
	 * @dataProvider hostile
	 */
	public function test_what_is_not_in_the_agreed_shape_is_refused( array $changes ): void {
		$answer = $this->rest( 'PUT', '/wc-framme/v1/connection', array_filter( $this->introduction( $changes ), static function ( $value ) { return null !== $value; } ) );
		$this->assertSame( 400, $answer->get_status() );
		$this->assertFalse( Framme_Options::connected() );
	}

	public function hostile(): array {
		return array(
			array( array( 'secret' => 'short' ) ),
			array( array( 'secret' => self::SECRET . 'x' ) ),
			array( array( 'secret' => substr( self::SECRET, 0, 42 ) . "\n" ) ),
			array( array( 'secret' => array( self::SECRET ) ) ),
			array( array( 'secret' => null ) ),
			array( array( 'shop_id' => '' ) ),
			array( array( 'shop_id' => '<script>' ) ),
			array( array( 'shop_id' => 7 ) ),
			array( array( 'base_url' => 'javascript:alert(1)' ) ),
			array( array( 'base_url' => array() ) ),
			array( array( 'base_url' => null ) ),
		);
	}

	public function test_framme_takes_its_leave(): void {
		$this->connect();
		$answer = $this->rest( 'DELETE', '/wc-framme/v1/connection' );
		$this->assertSame( 200, $answer->get_status() );
		$this->assertSame( '{}', wp_json_encode( $answer->get_data() ) );
		$this->assertFalse( Framme_Options::connected() );
		$this->assertSame( self::FRAMME, Framme_Options::base_url() );
	}

	/**
	 * @dataProvider questions
	 */
	public function test_only_whoever_manages_the_shop_gets_an_answer( string $method, string $route ): void {
		$this->connect();
		$this->log_in_as( 'customer' );
		$this->assertSame( 403, $this->rest( $method, $route, 'PUT' === $method ? $this->introduction() : array() )->get_status() );
		$this->log_in( 0 );
		$answer = $this->rest( $method, $route, 'PUT' === $method ? $this->introduction() : array() );
		$this->assertSame( 401, $answer->get_status() );
		$this->assertArrayNotHasKey( 'plugin', $answer->get_data() );
		$this->assertTrue( Framme_Options::connected() );
	}

	public function questions(): array {
		return array(
			array( 'PUT', '/wc-framme/v1/connection' ),
			array( 'DELETE', '/wc-framme/v1/connection' ),
			array( 'GET', '/wc-framme/v1/facts' ),
		);
	}
}
