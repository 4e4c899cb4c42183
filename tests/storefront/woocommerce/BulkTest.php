<?php
/**
 * The stages of many orders at once.
 *
 * @package Framme
 */

final class BulkTest extends PretendTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->log_in( 1 );
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
	public function test_the_stage_of_several_orders_is_set_and_the_notice_counts_them( string $storage ): void {
		Pretend::$storage = $storage;
		$this->order();
		$this->order( array( 'meta' => array( '_framme_stage' => 'packed' ) ) );
		$this->order();
		$this->assertStringContainsString( 'value="framme_stage_packed"', $this->orders_list() );
		$back = $this->bulk( 'framme_stage_packed', array( 31, 32, 33, 33, 999 ) );
		parse_str( (string) wp_parse_url( $back, PHP_URL_QUERY ), $query );
		$this->assertSame( array( '2', 'packed' ), array( $query['framme_changed'], $query['framme_stage'] ) );
		foreach ( array( 31, 32, 33 ) as $id ) {
			$this->assertSame( 'packed', Framme_Stages::of( wc_get_order( $id ) ) );
		}
		$this->with_query( $query );
		$this->assertStringContainsString( '2 orders are now “Packed”.', $this->orders_list() );
	}

	/**
	 * @dataProvider storages
	 */
	public function test_without_the_lists_nonce_nothing_is_done( string $storage ): void {
		Pretend::$storage = $storage;
		$this->order();
		$this->post( array( 'action' => 'framme_stage_packed', '_wpnonce' => 'x' ) );
		try {
			pretend_bulk( 'framme_stage_packed', array( 31 ) );
			$this->fail( 'refused' );
		} catch ( Pretend_Died $died ) {
			$this->assertSame( 403, $died->status );
		}
		$this->assertSame( '', Framme_Stages::of( wc_get_order( 31 ) ) );
	}

	public function test_whoever_may_not_change_orders_neither_sees_nor_uses_it(): void {
		$this->order();
		$this->log_in_as( 'customer' );
		$this->assertSame( array( 'x' => 'X' ), Framme_Bulk::actions( array( 'x' => 'X' ) ) );
		$this->assertSame( 'back', Framme_Bulk::act( 'back', 'framme_stage_packed', array( 31 ) ) );
		$this->assertSame( '', Framme_Stages::of( wc_get_order( 31 ) ) );
	}

	public function test_orders_in_the_bin_and_drafts_are_left_alone(): void {
		$this->order( array( 'status' => 'trash' ) );
		$this->order( array( 'status' => 'checkout-draft' ) );
		$this->assertStringContainsString( 'framme_changed=0', $this->bulk( 'framme_stage_packed', array( 31, 32 ) ) );
		$this->with_query( array( 'framme_changed' => '0', 'framme_stage' => 'packed' ) );
		$this->assertStringContainsString( 'No order had to be changed.', $this->orders_list() );
	}

	public function test_other_actions_are_not_ours(): void {
		$this->order();
		foreach ( array( 'mark_completed', 'framme_stage_lost', 'framme_stage_', '' ) as $action ) {
			$this->assertSame( 'back', Framme_Bulk::act( 'back', $action, array( 31 ) ) );
		}
	}

	/**
	 * @dataProvider forged
	 */
	public function test_a_forged_address_makes_no_notice_of_its_own( array $query ): void {
		$this->with_query( $query );
		$html = $this->orders_list();
		$this->assertStringNotContainsString( 'script', $html );
		$this->assertStringNotContainsString( 'notice-success', $html );
	}

	public function forged(): array {
		return array(
			array( array( 'framme_changed' => '3', 'framme_stage' => '<script>' ) ),
			array( array( 'framme_changed' => '3' ) ),
			array( array( 'framme_changed' => '3', 'framme_stage' => 'lost' ) ),
		);
	}

	public function test_the_address_forgets_what_was_said(): void {
		$this->assertContains( 'framme_changed', apply_filters( 'removable_query_args', array() ) );
	}
}
