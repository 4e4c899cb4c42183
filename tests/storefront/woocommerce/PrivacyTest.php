<?php
/**
 * What the shop's privacy policy is suggested to say.
 *
 * @package Framme
 */

final class PrivacyTest extends PretendTestCase {

	public function test_merchants_are_told_what_their_policy_should_say(): void {
		do_action( 'admin_init' );
		$said = $GLOBALS['pretend_privacy']['Framme Order Tracking for WooCommerce'] ?? '';
		$this->assertStringContainsString( 'your IP address are passed to that server', $said );
		$this->assertStringContainsString( 'twelve hours at most', $said );
		$this->assertSame( array(), $this->asked );
	}
}
