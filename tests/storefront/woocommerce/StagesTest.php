<?php
/**
 * Stages of orders, before a carrier has them.
 *
 * @package Framme
 */

final class StagesTest extends PretendTestCase {

	public function test_a_stage_is_kept_changed_and_taken_away(): void {
		$order = $this->order();
		$this->assertSame( '', Framme_Stages::of( $order ) );
		$this->assertTrue( Framme_Stages::set( $order, 'packed' ) );
		$this->assertSame( 'packed', wc_get_order( 31 )->get_meta( '_framme_stage' ) );
		$this->assertTrue( Framme_Stages::set( $order, 'ready_for_dispatch' ) );
		$this->assertSame( 'ready_for_dispatch', Framme_Stages::of( wc_get_order( 31 ) ) );
		$this->assertTrue( Framme_Stages::set( $order, '' ) );
		$this->assertFalse( wc_get_order( 31 )->meta_exists( '_framme_stage' ) );
	}

	public function test_the_same_stage_again_saves_nothing(): void {
		$order = $this->order( array( 'meta' => array( '_framme_stage' => 'packed' ) ) );
		$this->assertFalse( Framme_Stages::set( $order, 'packed' ) );
		$this->assertSame( 0, did_action( 'woocommerce_update_order' ) );
	}

	public function test_there_are_no_other_stages(): void {
		$order = $this->order( array( 'meta' => array( '_framme_stage' => 'lost' ) ) );
		$this->assertSame( '', Framme_Stages::of( $order ) );
		$this->assertFalse( Framme_Stages::set( $order, 'delivered' ) );
		$this->assertSame( 'lost', wc_get_order( 31 )->get_meta( '_framme_stage' ) );
		$this->assertSame( '', Framme_Stages::of( $this->order( array( 'meta' => array( '_framme_stage' => array( 'packed' ) ) ) ) ) );
	}
}
