<?php
/**
 * WordPress's tools for personal data reach what Framme keeps, and say when they did not.
 *
 * @package Framme
 */

final class PrivacyToolsTest extends ShopperTestCase {

	const EMAIL = 'alva@example.com';

	/**
	 * Run one of the tools as WordPress does.
	 *
	 * @param string $filter Which gives the tools.
	 */
	private function run_tool( string $filter ) {
		$tools = apply_filters( $filter, array( 'another' => array() ) );
		$this->assertSame( array( 'another', 'framme' ), array_keys( $tools ) );
		return call_user_func( $tools['framme']['callback'], self::EMAIL, 1 );
	}

	public function test_a_shop_that_is_not_connected_asks_nobody_and_has_nothing(): void {
		$this->assertSame(
			array(
				'data' => array(),
				'done' => true,
			),
			$this->run_tool( 'wp_privacy_personal_data_exporters' )
		);
		$erased = $this->run_tool( 'wp_privacy_personal_data_erasers' );
		$this->assertSame( array( false, false, true ), array( $erased['items_removed'], $erased['items_retained'], $erased['done'] ) );
		$this->assertSame( array(), $this->asked );
	}

	public function test_all_that_framme_keeps_is_exported(): void {
		$this->connect();
		$kept = array(
			'orders'         => array(
				array(
					'number'  => '1042',
					'contact' => array( 'email' => self::EMAIL ),
					'events'  => array(),
				),
			),
			'wishes'         => array( array( 'daily_digest' => true ) ),
			'not_written_to' => array(),
		);
		$this->answer( self::FRAMME . 'privacy/export', 200, $kept );
		$told = $this->run_tool( 'wp_privacy_personal_data_exporters' );
		$this->assertTrue( $told['done'] );
		$this->assertSame( array( 'framme-orders-0', 'framme-wishes-0' ), array_column( $told['data'], 'item_id' ) );
		$this->assertSame( array( '1042', '{"email":"alva@example.com"}' ), array_column( $told['data'][0]['data'], 'value' ) );
		$this->assertSame( array( 'number', 'contact' ), array_column( $told['data'][0]['data'], 'name' ) );
		$this->assertSame( 'daily digest', $told['data'][1]['data'][0]['name'] );
		$this->assertStringNotContainsString( 'alva', $this->asked[0]['url'] );
		$this->assertSame( self::EMAIL, $this->asked[0]['args']['body']['email'] );
	}

	public function test_an_erasure_is_asked_for_and_framme_says_when_it_is_done(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'privacy/erase', 200, array( 'message' => 'Within a few minutes.' ) );
		$this->assertSame(
			array(
				'items_removed'  => true,
				'items_retained' => false,
				'messages'       => array( 'Within a few minutes.' ),
				'done'           => true,
			),
			$this->run_tool( 'wp_privacy_personal_data_erasers' )
		);
	}

	public function test_what_could_not_be_done_is_said_and_never_taken_for_done(): void {
		$this->connect();
		$this->framme_is_away();
		$told = $this->run_tool( 'wp_privacy_personal_data_exporters' );
		$this->assertTrue( is_wp_error( $told ) );
		$erased = $this->run_tool( 'wp_privacy_personal_data_erasers' );
		$this->assertSame( array( false, true ), array( $erased['items_removed'], $erased['items_retained'] ) );
		$this->assertSame( array( 'Framme could not be reached. Please try again later.' ), $erased['messages'] );
	}

	public function test_what_framme_says_against_it_is_passed_on(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'privacy/erase', 401, array( 'error' => 'Please connect the shop again.' ) );
		$erased = $this->run_tool( 'wp_privacy_personal_data_erasers' );
		$this->assertSame( array( 'Please connect the shop again.' ), $erased['messages'] );
		$this->assertTrue( $erased['items_retained'] );
	}
}
