<?php
/**
 * Shows the way of an order as steps. Every text is escaped where it is printed.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A list of steps; where there is little room, the eye sees only where it is and what is next.
 */
final class Framme_Steps_View {

	const REACHED = array( 'ahead', 'done', 'now', 'trouble' );

	/**
	 * Print the steps.
	 *
	 * @param list<array<string, mixed>> $steps All of them.
	 * @param Framme_Words               $words What stands around them.
	 */
	public static function show( array $steps, Framme_Words $words ): void {
		if ( ! $steps ) {
			return;
		}
		$here = -1;
		foreach ( $steps as $n => $step ) {
			$here = 'ahead' !== self::reached( $step ) ? $n : $here;
		}
		printf( '<ol class="framme-steps" aria-label="%s">', esc_attr( $words->say( 'progress' ) ) );
		foreach ( $steps as $n => $step ) {
			self::show_step( $step, $n === $here, $words );
		}
		echo '</ol>';
		if ( 0 <= $here ) {
			self::show_here( $steps, $here, $words );
		}
	}

	/**
	 * Print one step; what its colour says is said in words too.
	 *
	 * @param array<string, mixed> $step    The step.
	 * @param bool                 $is_here Whether the order stands here.
	 * @param Framme_Words         $words   What stands around it.
	 */
	private static function show_step( array $step, bool $is_here, Framme_Words $words ): void {
		$reached = self::reached( $step );
		printf(
			'<li class="framme-step-%s"%s><span>%s</span>',
			esc_attr( $reached ),
			$is_here ? ' aria-current="step"' : '',
			esc_html( Framme_Read::text( $step, 'label' ) )
		);
		if ( in_array( $reached, array( 'done', 'ahead' ), true ) ) {
			printf( '<span class="framme-unseen"> %s</span>', esc_html( $words->say( $reached ) ) );
		}
		echo '</li>';
	}

	/**
	 * Print where it is and what is next, for the eye only: the list has told everybody else.
	 *
	 * @param list<array<string, mixed>> $steps All steps.
	 * @param int                        $here  Which one it has reached.
	 * @param Framme_Words               $words What stands around them.
	 */
	private static function show_here( array $steps, int $here, Framme_Words $words ): void {
		printf( '<p class="framme-here" aria-hidden="true"><b>%s</b>', esc_html( Framme_Read::text( $steps[ $here ], 'label' ) ) );
		if ( isset( $steps[ $here + 1 ] ) && 'now' === self::reached( $steps[ $here ] ) ) {
			$next = $words->say( 'next', array( 'step' => Framme_Read::text( $steps[ $here + 1 ], 'label' ) ) );
			printf( ' <span class="framme-quiet">%s</span>', esc_html( $next ) );
		}
		echo '</p>';
	}

	/**
	 * Return how far a step is.
	 *
	 * @param array<string, mixed> $step The step.
	 */
	private static function reached( array $step ): string {
		return Framme_Read::one_of( $step, 'reached', self::REACHED );
	}
}
