<?php
/**
 * What the shop has decided, and the connection.
 *
 * @package Framme
 */

final class OptionsTest extends PretendTestCase {

	public function test_everything_is_on_until_the_merchant_says_otherwise(): void {
		foreach ( Framme_Options::SWITCHES as $switch ) {
			$this->assertTrue( Framme_Options::is_on( $switch ), $switch );
		}
		$this->assertSame( '', Framme_Options::base_url() );
		$this->assertFalse( Framme_Options::connected() );
	}

	public function test_one_setting_changes_and_the_others_stay(): void {
		Framme_Options::change( array( 'base_url' => 'https://track.example/' ) );
		Framme_Options::change( array( 'in_mails' => '' ) );
		$this->assertFalse( Framme_Options::is_on( 'in_mails' ) );
		$this->assertTrue( Framme_Options::is_on( 'account_tab' ) );
		$this->assertSame( 'https://track.example', Framme_Options::base_url() );
	}

	public function test_a_setting_we_do_not_have_is_not_kept(): void {
		Framme_Options::change( array( 'colour' => 'red' ) );
		$this->assertArrayNotHasKey( 'colour', get_option( Framme_Options::SETTINGS ) );
	}

	/**
	 * @dataProvider addresses
	 */
	public function test_only_web_addresses_are_addresses( string $typed, string $kept ): void {
		$this->assertSame( $kept, Framme_Options::address( $typed ) );
	}

	public function addresses(): array {
		return array(
			array( ' https://Track.Example/ ', 'https://track.example' ),
			array( 'http://track.example:8000', 'http://track.example:8000' ),
			array( 'https://track.example/framme/', 'https://track.example/framme' ),
			array( 'HTTPS://track.example', 'https://track.example' ),
			array( 'track.example', '' ),
			array( 'javascript:alert(1)', '' ),
			array( 'ftp://track.example', '' ),
			array( 'https://me:secret@track.example', '' ),
			array( 'https://track.example?x=1', '' ),
			array( 'https://track.example#x', '' ),
			array( 'https://track.example/"><script>', '' ),
			array( "https://track.example/a b", '' ),
			array( 'https://', '' ),
			array( '', '' ),
		);
	}

	public function test_a_connection_is_kept_and_forgotten(): void {
		Framme_Options::connect( 'https://track.example/', '7', 's3cret' );
		$kept = Framme_Options::connection();
		$this->assertSame( array( 'https://track.example', '7', 's3cret' ), array( $kept['base_url'], $kept['shop_id'], $kept['secret'] ) );
		$this->assertLessThan( 5, time() - $kept['connected_at'] );
		$this->assertTrue( Framme_Options::connected() );
		Framme_Options::disconnect();
		$this->assertFalse( Framme_Options::connected() );
	}

	public function test_what_somebody_else_wrote_into_our_options_does_no_harm(): void {
		update_option( Framme_Options::CONNECTION, 'broken' );
		update_option( Framme_Options::SETTINGS, array( 'base_url' => 'javascript:1', 'tracking_page_id' => '-3', 'in_mails' => '0' ) );
		$this->assertFalse( Framme_Options::connected() );
		$this->assertSame( '', Framme_Options::base_url() );
		$this->assertSame( 0, Framme_Options::settings()['tracking_page_id'] );
		$this->assertFalse( Framme_Options::is_on( 'in_mails' ) );
	}

	public function test_the_tracking_page_has_an_address_only_while_it_is_published(): void {
		$this->assertSame( '', Framme_Options::tracking_url() );
		$page = Pretend::add_page( 'Track', '[framme_order_tracking]', 'track' );
		Framme_Options::change( array( 'tracking_page_id' => $page ) );
		$this->assertSame( get_permalink( $page ), Framme_Options::tracking_url() );
		Framme_Options::change( array( 'tracking_page_id' => 99999 ) );
		$this->assertSame( '', Framme_Options::tracking_url() );
	}
}
