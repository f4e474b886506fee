#pragma once

#include <boost/math/distributions/normal.hpp>
#include <boost/math/policies/policy.hpp>

namespace nameplate {

/// How Boost.Math computes here. In double: plans must be the same bits on every machine, and a
/// long double has 80 bits on x86 and 128 on Arm; its quantile of a beta law also fails far out and
/// is ten times slower. What cannot be represented is infinite instead of an exception.
using MathPolicy = boost::math::policies::policy<
    boost::math::policies::promote_double<false>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

inline boost::math::normal_distribution<double, MathPolicy> const standard_normal(0, 1);

}  // namespace nameplate
